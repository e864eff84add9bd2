using System.CommandLine;

namespace Hindsight.Worker.Commands;

/// <summary>A flag that sets a key of the configuration.</summary>
internal interface ISettingOption
{
    /// <summary>The key, below the section.</summary>
    string Key { get; }

    /// <summary>The value that the command line gives, or <see langword="null"/>: it gives none.</summary>
    string? ValueIn(ParseResult result);
}
