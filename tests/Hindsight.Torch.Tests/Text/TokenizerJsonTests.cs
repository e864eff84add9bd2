using System.Text.Json.Nodes;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Text;
using Hindsight.Training;

namespace Hindsight.Torch.Tests.Text;

public sealed class TokenizerJsonTests : IDisposable
{
    private readonly TestTokenizer _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Read_MergesInTheOlderForm_EncodesTheSame()
    {
        int[] before = _files.Load().EncodeText("The parcel is late");
        Edit(json => json["model"]!["merges"] = new JsonArray([.. json["model"]!["merges"]!.AsArray().Select(m => (JsonNode)$"{m![0]} {m[1]}")]));
        _files.Load().EncodeText("The parcel is late").Should().Equal(before);
        before.Length.Should().BeLessThan(10);
    }

    [Fact]
    public void Read_BytesThatTheVocabularyLacks_AreDroppedOrUnknown()
    {
        Edit(json => ((JsonObject)json["model"]!["vocab"]!).Remove("Q"));
        ChatTokenizer tokenizer = _files.Load();
        tokenizer.Decode(tokenizer.EncodeText("aQb")).Should().Be("ab");
        Edit(json => json["model"]!["unk_token"] = "!");
        tokenizer = _files.Load();
        tokenizer.Decode(tokenizer.EncodeText("aQb")).Should().Be("a!b");
    }

    [Fact]
    public void Read_ComposingNormalizer_BringsTextIntoNfc()
    {
        Edit(json => json["normalizer"] = JsonNode.Parse("""{"type": "NFC"}"""));
        ChatTokenizer tokenizer = _files.Load();
        tokenizer.Decode(tokenizer.EncodeText("Ka\u0308se")).Should().Be("Käse");
        tokenizer.EncodeText("Ka\u0308se").Should().Equal(tokenizer.EncodeText("Käse"));
    }

    [Fact]
    public void Read_AddedTokenThatIsNotSpecial_CountsInAnyTextAndIsDecoded()
    {
        Edit(json => json["added_tokens"]!.AsArray().Add(JsonNode.Parse("""{"id": 900, "content": "<think>", "special": false}""")));
        ChatTokenizer tokenizer = _files.Load();
        tokenizer.EncodeText("a<think>b").Should().Contain(900);
        tokenizer.Decode(tokenizer.EncodeText("a<think>b")).Should().Be("a<think>b");
        tokenizer.VocabularySize.Should().Be(901);
    }

    [Fact]
    public void Read_AddedTokenThatSwallowsSpace_TakesItAlong()
    {
        Edit(json => json["added_tokens"]!.AsArray().Add(JsonNode.Parse("""{"id": 900, "content": "<sep>", "special": true, "lstrip": true, "rstrip": true}""")));
        ChatTokenizer tokenizer = _files.Load();
        tokenizer.EncodeTrusted("a \n<sep>  b").Should().Equal([.. tokenizer.EncodeText("a"), 900, .. tokenizer.EncodeText("b")]);
    }

    [Fact]
    public void Read_LongerOfTwoAddedTokens_Wins()
    {
        Edit(json =>
        {
            json["added_tokens"]!.AsArray().Add(JsonNode.Parse("""{"id": 900, "content": "<a>", "special": true}"""));
            json["added_tokens"]!.AsArray().Add(JsonNode.Parse("""{"id": 901, "content": "<a><b>", "special": true}"""));
        });
        _files.Load().EncodeTrusted("<a><b><a>").Should().Equal(901, 900);
    }

    [Fact]
    public void Read_EveryKindOfFault_NamesAllAtOnce()
    {
        Edit(json =>
        {
            json["model"]!["vocab"]!["two"] = 5;
            json["model"]!["vocab"]!["far"] = 99_999_999;
            json["model"]!["vocab"]!["text"] = "x";
            json["model"]!["merges"] = JsonNode.Parse("""["a b c", ["x", "zz"], 7]""");
            json["model"]!["byte_fallback"] = true;
            json["normalizer"] = JsonNode.Parse("""{"type": "Lowercase"}""");
            json["added_tokens"] = JsonNode.Parse("""[{"id": -1, "content": "x"}, {"id": 3, "content": "y", "single_word": true}]""");
            json["pre_tokenizer"] = JsonNode.Parse("""
                {"type": "Sequence", "pretokenizers": [
                  {"type": "Metaspace"}, {"type": "Split", "pattern": {"Regex": "(a"}, "behavior": "Isolated"},
                  {"type": "Split", "pattern": {"Regex": "a"}, "behavior": "MergedWithNext"}, {"type": "ByteLevel", "add_prefix_space": true}]}
                """);
        });
        IReadOnlyList<string> faults = _files.Invoking(f => f.Load()).Should().Throw<ModelFileException>().WithMessage("*tokenizer.json*").Which.Faults;
        string[] expected =
        [
            "model.byte_fallback is true", "model.vocab: tokens '$' and 'two' share the id 5.", "model.vocab: token 'far' has the id 99999999", "model.vocab: token 'text' has the id \"x\"",
            "pre_tokenizer[0] is {\"type\":\"Metaspace\"}", "pre_tokenizer[1]: the pattern '(a' is not understood", "pre_tokenizer[2]: behavior is 'MergedWithNext'", "pre_tokenizer[3]: add_prefix_space is true",
            "model.merges[0] is \"a b c\"", "model.merges[1]: 'zz' is not in the vocabulary.", "model.merges[2] is 7", "added_tokens[0] is {\"id\":-1", "added_tokens[1]: single_word", "normalizer is {\"type\":\"Lowercase\"}",
        ];
        faults.Should().HaveSameCount(expected);
        faults.Zip(expected).Should().AllSatisfy(pair => pair.First.Should().StartWith(pair.Second));
    }

    [Theory]
    [InlineData("""{"id": 5, "content": "<x>"}""", "token '<x>' has the id 5, which is that of '$'.")]
    [InlineData("""{"id": 900, "content": "<|im_end|>"}""", "token '<|im_end|>' occurs twice.")]
    [InlineData("""{"id": 900, "content": "$"}""", "token '$' has the id 900; in model.vocab it has 5.")]
    public void Read_AddedTokenThatContradictsTheVocabulary_IsRefused(string added, string fault)
    {
        Edit(json => json["added_tokens"]!.AsArray().Add(JsonNode.Parse(added)));
        _files.Invoking(f => f.Load()).Should().Throw<ModelFileException>().WithMessage($"*tokenizer.json*added_tokens?2?: {fault}");
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("{}", "'model' is missing")]
    [InlineData("""{"model": {"type": "Unigram"}}""", "model.type is 'Unigram'; expected BPE")]
    [InlineData("""{"model": {"type": "BPE"}}""", "model.vocab is missing")]
    [InlineData("""{"model": {"vocab": {}, "merges": []}, "pre_tokenizer": {"type": "ByteLevel"}}""", "model.vocab is empty")]
    [InlineData("""{"model": {"vocab": {"a": 0}, "merges": []}}""", "pre_tokenizer has no ByteLevel part")]
    public void Read_BrokenFile_SaysWhatIsWrong(string text, string fault)
    {
        _files.Edit(_ => text);
        _files.Invoking(f => f.Load()).Should().Throw<ModelFileException>().WithMessage($"*tokenizer.json*{fault}*");
    }

    [Fact]
    public void Read_DamagedBytes_NeverFailsOtherwise()
    {
        string path = Path.Combine(_files.Folder, "tokenizer.json");
        byte[] bytes = File.ReadAllBytes(path);
        var random = new RandomStream(3);
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = [.. bytes];
            for (int n = 0; n <= random.NextInt(3); n++) damaged[random.NextInt(i % 2 == 0 ? 1500 : bytes.Length)] = (byte)(32 + random.NextInt(96));
            File.WriteAllBytes(path, damaged);
            try
            {
                var tokenizer = new Tokenizer(TokenizerJson.Read(path));
                tokenizer.Decode(tokenizer.Encode("The parcel 12 is late <|im_end|> 🧀", trusted: true), keepSpecials: true);
            }
            catch (ModelFileException e)
            {
                e.Path.Should().Be(path);
            }
        }
    }

    [Fact]
    public void Load_NoTokenizer_NamesTheFile()
    {
        File.Delete(Path.Combine(_files.Folder, "tokenizer.json"));
        _files.Invoking(f => f.Load()).Should().Throw<ModelFileException>().WithMessage("*tokenizer.json*missing*");
    }

    private void Edit(Action<JsonNode> change) => _files.Edit(text =>
    {
        JsonNode json = JsonNode.Parse(text)!;
        change(json);
        return json.ToJsonString();
    });
}
