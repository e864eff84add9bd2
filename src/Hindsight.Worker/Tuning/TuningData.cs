using System.Security.Cryptography;
using Hindsight.Documents;
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
        var faults = new Faults(path);
        byte[] content = FileContent.Read(path, unreadable => new ConversationFileException(unreadable));
        Dictionary<TaskSplit, List<SupervisedExample>> examples = new() { [TaskSplit.Train] = [], [TaskSplit.HeldOut] = [] };
        foreach (Conversation conversation in ConversationFile.Read(content, faults))
        {
            try
            {
                (int[] tokens, bool[] learned) = tokenizer.EncodeConversation(conversation.Messages, i => !conversation.Read.Contains(i));
                if (learned.Skip(1).Contains(true)) examples[conversation.Split].Add(new SupervisedExample(tokens, learned));
                else faults.Add(conversation.Line, 1, "found no token in the assistant's messages, expected something to learn from.");
            }
            catch (ChatTemplateException e)
            {
                faults.Add(conversation.Line, 1, e.Message);
            }
        }

        if (!faults.Any && examples[TaskSplit.Train].Count == 0) faults.Add(1, 1, "found held-out conversations alone, expected one to learn from.");
        return !faults.Any
            ? new TuningData(path, Convert.ToHexStringLower(SHA256.HashData(content)), examples[TaskSplit.Train], examples[TaskSplit.HeldOut])
            : throw new ConversationFileException(faults.Lines);
    }

    /// <summary>Without what is longer than a context.</summary>
    public TuningData Fitting(int contextLength) => this with
    {
        Train = [.. Train.Where(e => e.Tokens.Length <= contextLength)],
        HeldOut = [.. HeldOut.Where(e => e.Tokens.Length <= contextLength)],
    };
}
