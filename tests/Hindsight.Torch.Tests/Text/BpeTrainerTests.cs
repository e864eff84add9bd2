using Hindsight.Policies;
using Hindsight.Torch.Text;

namespace Hindsight.Torch.Tests.Text;

public sealed class BpeTrainerTests : IDisposable
{
    private const string Template = "{% for m in messages %}<|start|>{{ m.role }}\n{{ m.content }}<|end|>\n{% endfor %}{% if add_generation_prompt %}<|start|>assistant\n{% endif %}";
    private readonly string _folder = Directory.CreateTempSubdirectory("hindsight-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Train_SmallCorpus_MergesTheMostFrequentPairFirst()
    {
        // Pairs: a b 5 times, b c 3 times, then ab c 3 times; x y occurs once and is left alone.
        TokenizerDefinition trained = BpeTrainer.Train(["ab ab abc abc abc", "xy"], Options(300));
        trained.Merges.Should().StartWith([("a", "b"), ("Ġ", "ab"), ("Ġab", "c")]);
        trained.Merges.Should().NotContain(("x", "y"));
        trained.Vocabulary["<|start|>"].Should().Be(0);
        trained.Vocabulary["ab"].Should().Be(258);
    }

    [Fact]
    public void Train_EquallyFrequentPairs_TakesTheSmallerIds()
    {
        BpeTrainer.Train(["dc dc ba ba"], Options(259)).Merges.Should().Equal(("b", "a"));
    }

    [Fact]
    public void Train_Digits_StayAlone()
    {
        BpeTrainer.Train(Enumerable.Repeat("order 1234 1234", 9), Options(300)).Merges.Should().NotContain(m => (m.Left + m.Right).Any(char.IsDigit));
    }

    [Fact]
    public void Train_ControlTokensInTheTexts_AreNotLearntFrom()
    {
        BpeTrainer.Train(Enumerable.Repeat("<|start|>hi<|end|>", 9), Options(300)).Merges.Should().Equal(("h", "i"));
    }

    [Fact]
    public void Train_WrittenAndLoaded_RendersAndComesBack()
    {
        BpeTrainer.Train(Enumerable.Repeat("The parcel with order 4711 is late, sorry! — Käse 🧀", 5), Options(320), _folder);
        ChatTokenizer tokenizer = ChatTokenizer.Load(_folder);
        string text = "Your parcel 99 is late — Käse 🧀\n\tfin";
        tokenizer.Decode(tokenizer.EncodeText(text)).Should().Be(text);
        tokenizer.EncodeText(" parcel").Should().ContainSingle();
        tokenizer.EndTokens.Should().Equal(1);
        int[] ids = tokenizer.EncodePrompt([ChatMessage.User("hi")]);
        ids[0].Should().Be(0);
        tokenizer.DecodeAll(ids).Should().Be("<|start|>user\nhi<|end|>\n<|start|>assistant\n");
    }

    [Fact]
    public void Train_Twice_WritesTheSameBytes()
    {
        string[] texts = ["some words and some more words", "words, 12 words"];
        BpeTrainer.Train(texts, Options(290), Path.Combine(_folder, "a"));
        BpeTrainer.Train(texts.Reverse(), Options(290), Path.Combine(_folder, "b"));
        foreach (string file in new[] { "tokenizer.json", "tokenizer_config.json" })
            File.ReadAllBytes(Path.Combine(_folder, "a", file)).Should().Equal(File.ReadAllBytes(Path.Combine(_folder, "b", file)));
    }

    [Fact]
    public void Train_VocabularyWithoutRoomForTheBytes_Throws()
    {
        Action act = () => BpeTrainer.Train(["a"], Options(257));
        act.Should().Throw<ArgumentException>().WithMessage("*257*258*");
    }

    private static BpeTrainerOptions Options(int size) =>
        new() { VocabularySize = size, SpecialTokens = ["<|start|>", "<|end|>"], EndToken = "<|end|>", ChatTemplate = Template };
}
