namespace Hindsight.Grading;

/// <summary>The order in which an answer is mended for several checks: what comes later leaves what came before as it is, where it can.</summary>
public enum RepairStage
{
    /// <summary>What must be said: keywords, placeholders, citations.</summary>
    Content,

    /// <summary>How it is laid out: lists, headings, tables, paragraphs.</summary>
    Layout,

    /// <summary>How long it is.</summary>
    Length,

    /// <summary>What must not be there, and marks that every sentence needs.</summary>
    Style,

    /// <summary>Capitals and small letters.</summary>
    Case,

    /// <summary>How it begins and ends.</summary>
    Ends,

    /// <summary>What stands around the whole: quotes, JSON.</summary>
    Whole,
}
