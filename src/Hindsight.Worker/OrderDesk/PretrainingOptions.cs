namespace Hindsight.Worker.OrderDesk;

/// <summary>How the embedded default is made. The checked-in policy was made with the defaults.</summary>
internal sealed record PretrainingOptions
{
    /// <summary>From which the corpus, the first weights and the order of examples are derived.</summary>
    /// <value>1</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Conversations of the first stage, each seen once; their revisions mend all that they are told. Copying is learned here.</summary>
    /// <value>36000</value>
    public int Conversations { get; init; } = 36000;

    /// <summary>Conversations of the second stage, each seen once; their revisions mend most of what they are told. Overlooking is learned here.</summary>
    /// <value>8000</value>
    public int PartialConversations { get; init; } = 8000;

    /// <summary>Conversations that the tokenizer is learnt from.</summary>
    /// <value>4000</value>
    public int TokenizerConversations { get; init; } = 4000;

    /// <summary>Tokens in the vocabulary, the bytes and control tokens included.</summary>
    /// <value>700</value>
    public int VocabularySize { get; init; } = 700;

    /// <summary>The residual stream's width; heads are 32 wide.</summary>
    /// <value>128</value>
    public int HiddenSize { get; init; } = 128;

    /// <summary>The feed-forward's inner width.</summary>
    /// <value>432</value>
    public int IntermediateSize { get; init; } = 432;

    /// <summary>Layers.</summary>
    /// <value>4</value>
    public int Layers { get; init; } = 4;

    /// <summary>The first stage's peak learning rate; linear warm-up over 100 steps, then half a cosine to 0.</summary>
    /// <value>2e-3</value>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>The second stage's, likewise.</summary>
    /// <value>1e-3</value>
    public double PartialLearningRate { get; init; } = 1e-3;

    /// <summary>Tokens of an optimiser step.</summary>
    /// <value>4096</value>
    public int BatchTokens { get; init; } = 4096;

    /// <summary>Held-out tasks on which the result is measured.</summary>
    /// <value>512</value>
    public int MeasuredTasks { get; init; } = 512;

    /// <summary>Processor threads; 0: one a core. Another number gives other roundings, and so other weights.</summary>
    /// <value>1</value>
    public int Threads { get; init; } = 1;

    /// <summary>The stages in their order.</summary>
    public IReadOnlyList<CorpusStage> Stages() =>
    [
        new("corpus", Conversations, MendsAll: true, LearningRate),
        new("corpus-partial", PartialConversations, MendsAll: false, PartialLearningRate),
    ];
}
