namespace Hindsight.Documents;

/// <summary>A key with its value and the key's place, counted from 1.</summary>
internal sealed record Entry(string Key, int Line, int Column, Node Value);
