using System.Text.Json;
using Hindsight.Policies;
using Hindsight.Testing;
using Hindsight.Torch.Text;

namespace Hindsight.Torch.Tests.Text;

public sealed class SmolLm2TokenizerReferenceTests
{
    [RealModelFact]
    public void Encode_EveryText_GivesTheReferencesIdsAndDecodesBack()
    {
        ChatTokenizer tokenizer = ChatTokenizer.Load(RealModel.Folder);
        foreach (JsonElement line in RealModel.ReadLines("tokenization.jsonl"))
        {
            string text = line.GetProperty("text").GetString()!;
            int[] ids = Ids(line, "ids");
            tokenizer.EncodeTrusted(text).Should().Equal(ids, text);
            tokenizer.DecodeAll(ids).Should().Be(line.GetProperty("decoded").GetString(), text);
            Incrementally(tokenizer, ids).Should().Be(tokenizer.Decode(ids), text);
        }
    }

    [RealModelFact]
    public void EncodePrompt_EveryConversation_GivesTheReferencesTextAndIds()
    {
        ChatTokenizer tokenizer = ChatTokenizer.Load(RealModel.Folder);
        foreach (JsonElement line in RealModel.ReadLines("generation.jsonl"))
        {
            List<ChatMessage> messages = Messages(line);
            tokenizer.Render(messages, addGenerationPrompt: true).Text.Should().Be(line.GetProperty("prompt_text").GetString());
            tokenizer.EncodePrompt(messages).Should().Equal(Ids(line, "prompt_ids"));
            tokenizer.DecodeAll(Ids(line, "greedy_ids")).Should().Be(line.GetProperty("greedy_text").GetString());
        }
    }

    [RealModelFact]
    public void EncodeConversation_EveryExample_MarksTheReferencesAnswer()
    {
        ChatTokenizer tokenizer = ChatTokenizer.Load(RealModel.Folder);
        foreach (JsonElement line in RealModel.ReadLines("training.jsonl"))
        {
            int[] prompt = Ids(line, "prompt_ids"), answer = Ids(line, "answer_ids");
            (int[] tokens, bool[] mask) = tokenizer.EncodeConversation([.. Messages(line), ChatMessage.Assistant(line.GetProperty("answer").GetString()!)]);
            tokens.Take(prompt.Length + answer.Length).Should().Equal(prompt.Concat(answer));
            mask.Should().Equal(tokens.Select((_, i) => i >= prompt.Length && i < prompt.Length + answer.Length));
        }
    }

    private static List<ChatMessage> Messages(JsonElement line) =>
        [.. line.GetProperty("messages").EnumerateArray().Select(m => new ChatMessage(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!))];

    private static int[] Ids(JsonElement line, string name) => [.. line.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];

    private static string Incrementally(ChatTokenizer tokenizer, int[] ids)
    {
        IncrementalDecoder decoder = tokenizer.CreateDecoder();
        return string.Concat(ids.Select(decoder.Append)) + decoder.Flush();
    }
}
