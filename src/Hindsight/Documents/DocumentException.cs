namespace Hindsight.Documents;

/// <summary>A document cannot be parsed at all.</summary>
internal sealed class DocumentException(int line, int column, string fault) : Exception(fault)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
