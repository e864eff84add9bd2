using System.Security.Cryptography;
using Hindsight.Tasks;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Text;

namespace Hindsight.Worker.Tuning;

/// <summary>A file of conversations, as tokens.</summary>
/// <param name="Path">The file.</param>
/// <param name="Sha256">Of its content.</param>
/// <param name="Train">What is learned from.</param>
/// <param name="HeldOut">What is measured on.</param>
internal sealed record TuningData(string Path, string Sha256, IReadOnlyList<SupervisedExample> Train, IReadOnlyList<SupervisedExample> HeldOut)
{
    /// <summary>Reads and encodes a file.</summary>
    /// <exception cref="ConversationFileException">Every fault, with its line: of the format, and conversations that the chat template refuses or of which nothing is left to learn.</exception>
    public static TuningData Read(string path, ChatTokenizer tokenizer)
    {
        List<(int Line, string Fault)> faults = [];
        byte[] content = Content(path);
        Dictionary<TaskSplit, List<SupervisedExample>> examples = new() { [TaskSplit.Train] = [], [TaskSplit.HeldOut] = [] };
        foreach (Conversation conversation in ConversationFile.Read(content, faults))
        {
            try
            {
                (int[] tokens, bool[] learned) = tokenizer.EncodeConversation(conversation.Messages, i => !conversation.Read.Contains(i));
                if (learned.Skip(1).Contains(true)) examples[conversation.Split].Add(new SupervisedExample(tokens, learned));
                else faults.Add((conversation.Line, "the assistant's messages have no token, so there is nothing to learn from."));
            }
            catch (ChatTemplateException e)
            {
                faults.Add((conversation.Line, e.Message));
            }
        }

        if (faults.Count == 0 && examples[TaskSplit.Train].Count == 0) faults.Add((0, "every conversation is held out, so there is nothing to learn from."));
        return faults.Count == 0
            ? new TuningData(path, Convert.ToHexStringLower(SHA256.HashData(content)), examples[TaskSplit.Train], examples[TaskSplit.HeldOut])
            : throw new ConversationFileException([.. faults.OrderBy(f => f.Line).Select(f => f.Line == 0 ? $"{path}: {f.Fault}" : $"{path}:{f.Line}: {f.Fault}")]);
    }

    /// <summary>Without what is longer than a context.</summary>
    public TuningData Fitting(int contextLength) => this with
    {
        Train = [.. Train.Where(e => e.Tokens.Length <= contextLength)],
        HeldOut = [.. HeldOut.Where(e => e.Tokens.Length <= contextLength)],
    };

    private static byte[] Content(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConversationFileException([$"{path}: {e.Message}"]);
        }
    }
}
