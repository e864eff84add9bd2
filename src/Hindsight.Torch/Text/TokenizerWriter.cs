using System.Text.Encodings.Web;
using System.Text.Json;
using Hindsight.Files;

namespace Hindsight.Torch.Text;

/// <summary>Writes a tokenizer as Hugging Face's libraries read it: <c>tokenizer.json</c> and <c>tokenizer_config.json</c>.</summary>
internal static class TokenizerWriter
{
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the vocabulary, merges and added tokens.</summary>
    public static void WriteTokenizer(string path, TokenizerDefinition definition) => Durable.WriteFile(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, Json);
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        json.WriteStartArray("added_tokens");
        foreach (AddedToken added in definition.AddedTokens.OrderBy(a => a.Id))
        {
            json.WriteStartObject();
            json.WriteNumber("id", added.Id);
            json.WriteString("content", added.Content);
            json.WriteBoolean("single_word", false);
            json.WriteBoolean("lstrip", added.StripsLeft);
            json.WriteBoolean("rstrip", added.StripsRight);
            json.WriteBoolean("normalized", false);
            json.WriteBoolean("special", added.Special);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (definition.Composes) WriteType(json, "normalizer", "NFC");
        else json.WriteNull("normalizer");
        WriteSplits(json, definition.Splits);
        json.WriteNull("post_processor");
        WriteByteLevel(json, "decoder", true);
        WriteModel(json, definition);
        json.WriteEndObject();
    });

    /// <summary>Writes the control tokens' roles and the chat template.</summary>
    public static void WriteConfig(string path, string? begin, string? end, string? pad, string? chatTemplate) => Durable.WriteFile(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, Json);
        json.WriteStartObject();
        json.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
        if (begin is not null) json.WriteString("bos_token", begin);
        if (end is not null) json.WriteString("eos_token", end);
        if (pad is not null) json.WriteString("pad_token", pad);
        json.WriteBoolean("clean_up_tokenization_spaces", false);
        if (chatTemplate is not null) json.WriteString("chat_template", chatTemplate);
        json.WriteEndObject();
    });

    private static void WriteSplits(Utf8JsonWriter json, IReadOnlyList<ITextSplit> splits)
    {
        bool plain = splits is [.., RegexSplit last] && ReferenceEquals(last, RegexSplit.Gpt2);
        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", "Sequence");
        json.WriteStartArray("pretokenizers");
        foreach (ITextSplit split in plain ? splits.SkipLast(1) : splits)
        {
            json.WriteStartObject();
            split.Describe(json);
            json.WriteEndObject();
        }

        WriteByteLevel(json, null, plain);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteByteLevel(Utf8JsonWriter json, string? name, bool usesRegex)
    {
        WriteType(json, name, "ByteLevel", () =>
        {
            json.WriteBoolean("add_prefix_space", false);
            json.WriteBoolean("trim_offsets", true);
            json.WriteBoolean("use_regex", usesRegex);
        });
    }

    private static void WriteModel(Utf8JsonWriter json, TokenizerDefinition definition) => WriteType(json, "model", "BPE", () =>
    {
        json.WriteNull("dropout");
        if (definition.UnknownToken is { } unknown) json.WriteString("unk_token", definition.Vocabulary.First(v => v.Value == unknown).Key);
        else json.WriteNull("unk_token");
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", false);
        json.WriteBoolean("byte_fallback", false);
        json.WriteBoolean("ignore_merges", definition.IgnoreMerges);
        json.WriteStartObject("vocab");
        foreach ((string token, int id) in definition.Vocabulary.OrderBy(v => v.Value)) json.WriteNumber(token, id);
        json.WriteEndObject();
        json.WriteStartArray("merges");
        foreach ((string left, string right) in definition.Merges)
        {
            json.WriteStartArray();
            json.WriteStringValue(left);
            json.WriteStringValue(right);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    private static void WriteType(Utf8JsonWriter json, string? name, string type, Action? members = null)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        json.WriteString("type", type);
        members?.Invoke();
        json.WriteEndObject();
    }
}
