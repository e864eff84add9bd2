using System.ComponentModel.DataAnnotations;

namespace Hindsight.Storage;

/// <summary>Where runs are remembered.</summary>
public sealed record StorageOptions
{
    /// <summary>The SQLite file; it and its folder are created where they are missing. A relative path starts at the working folder.</summary>
    /// <value><c>runs/hindsight.db</c></value>
    public string Path { get; set; } = "runs/hindsight.db";

    /// <summary>How long a write waits while another process writes to the file, in whole seconds, 1 to 3600.</summary>
    /// <value>30</value>
    [Range(1, 3600)]
    public int LockTimeoutSeconds { get; set; } = 30;
}
