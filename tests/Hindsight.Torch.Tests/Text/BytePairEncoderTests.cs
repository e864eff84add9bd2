using System.Text;
using CsCheck;
using Hindsight.Testing;
using Hindsight.Torch.Text;
using Microsoft.ML.Tokenizers;
using Tokenizer = Hindsight.Torch.Text.Tokenizer;

namespace Hindsight.Torch.Tests.Text;

/// <summary>Our merges against those of Microsoft.ML.Tokenizers, an implementation that shares nothing with them, piece by piece.</summary>
public sealed class BytePairEncoderTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[' ', '~'], Gen.Int['a', 'z'], Gen.Int[0, 0x1F], Gen.Int[0xA0, 0x24F], Gen.Int[0x400, 0x5FF], Gen.Int[0x4E00, 0x9FFE], Gen.Int[0x1F300, 0x1F6FF])
        .Select(Gen.Int[1, 4], (code, times) => string.Concat(Enumerable.Repeat(new Rune(code).ToString(), times))).Array[1, 40].Select(string.Concat);

    [Theory]
    [InlineData("src/Hindsight.Worker/OrderDesk/policy/tokenizer.json")]
    [InlineData("tests/data/references/gguf/llama-tokenizer.json")]
    public void Encode_AnyText_GivesTheIdsOfAnIndependentImplementation(string path)
    {
        TokenizerDefinition definition = TokenizerJson.Read(Path.Combine(Repository.Root, path));
        BpeTokenizer other = Create(definition);
        var tokenizer = new Tokenizer(definition);
        var encoder = new BytePairEncoder(definition);

        Texts.Sample(text =>
        {
            foreach (string piece in tokenizer.Pieces(text))
            {
                var ids = new List<int>();
                encoder.Encode(piece, ids);
                ids.Should().Equal(other.EncodeToIds(piece, considerPreTokenization: false, considerNormalization: false));
            }
        }, iter: 1000);
    }

    [Theory]
    [InlineData(null, new[] { 0, 2, 4, 1 })]
    [InlineData(3, new[] { 0, 3, 2, 3, 4, 1 })]
    public void Encode_BytesThatTheVocabularyLacksAndThreeAlike_AreDroppedOrUnknownAndMergedFromTheLeft(int? unknown, int[] expected)
    {
        var definition = new TokenizerDefinition
        {
            Vocabulary = new Dictionary<string, int> { ["a"] = 0, ["z"] = 1, ["y"] = 2, ["<unk>"] = 3, ["zz"] = 4 }, Merges = [("z", "z")], AddedTokens = [], Splits = [], UnknownToken = unknown,
        };
        var ids = new List<int>();

        new BytePairEncoder(definition).Encode("abyczzz", ids);

        ids.Should().Equal(expected);
        Create(definition).EncodeToIds("abyczzz", considerPreTokenization: false, considerNormalization: false).Should().Equal(expected);
    }

    [Theory]
    [InlineData(false, new[] { 0, 1, 2 })]
    [InlineData(true, new[] { 3 })]
    public void Encode_TokenThatNoMergeMakes_IsFoundWhereMergesAreIgnored(bool ignore, int[] expected)
    {
        var definition = new TokenizerDefinition
        {
            Vocabulary = new Dictionary<string, int> { ["a"] = 0, ["b"] = 1, ["c"] = 2, ["abc"] = 3 }, Merges = [], AddedTokens = [], Splits = [], IgnoreMerges = ignore,
        };
        var ids = new List<int>();

        new BytePairEncoder(definition).Encode("abc", ids);

        ids.Should().Equal(expected);
    }

    private static BpeTokenizer Create(TokenizerDefinition definition) => BpeTokenizer.Create(new BpeOptions(definition.Vocabulary)
    {
        ByteLevel = true,
        Merges = definition.Merges.Select(merge => $"{merge.Left} {merge.Right}"),
        UnknownToken = definition.Vocabulary.FirstOrDefault(entry => entry.Value == definition.UnknownToken).Key,
    });
}
