using System.Security.Cryptography;
using Hindsight.Documents;
using Hindsight.Grading;

namespace Hindsight.Rubrics;

/// <summary>Rubric files: <c>rubrics/NAME.yaml</c>, a Semantic Kernel prompt file plus <c>criteria:</c> (format: <c>docs/rubrics.md</c>).</summary>
public static class RubricFile
{
    /// <summary>Reads a rubric file.</summary>
    /// <param name="path">The file; its name without extension is the rubric's.</param>
    /// <param name="checks">The checks that it can name.</param>
    /// <exception cref="RubricException">The file cannot be read or is faulty: every fault as <c>file:line:column: found …, expected …</c>.</exception>
    public static Rubric Read(string path, ICheckRegistry checks)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(path, Content(path), checks);
    }

    /// <summary>Reads a rubric from the content of a file.</summary>
    /// <param name="path">The file's path, for the rubric's name and for errors.</param>
    /// <param name="content">Its bytes, UTF-8.</param>
    /// <param name="checks">The checks that it can name.</param>
    /// <exception cref="RubricException">It is faulty.</exception>
    public static Rubric Parse(string path, byte[] content, ICheckRegistry checks)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(checks);
        var faults = new Faults(path);
        Rubric? rubric = Document(content, faults) is { } root ? new RubricReader(checks, faults).Read(Path.GetFileNameWithoutExtension(path), VersionOf(content), root) : null;
        return faults.Any ? throw new RubricException(faults.Lines) : rubric!;
    }

    /// <summary>The bytes of a rubric file.</summary>
    /// <exception cref="RubricException">It cannot be read.</exception>
    internal static byte[] Content(string path) => FileContent.Read(path, faults => new RubricException(faults));

    internal static string VersionOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];

    internal static Node? Document(byte[] content, Faults faults)
    {
        if (Utf8Text.FirstFault(content) is { } place)
        {
            faults.Add(place.Line, place.Column, "found a byte that is not UTF-8, expected UTF-8.");
            return null;
        }

        try
        {
            return YamlDocument.Parse(Utf8Text.Decode(content));
        }
        catch (DocumentException e)
        {
            faults.Add(e.Line, e.Column, e.Message);
            return null;
        }
    }
}
