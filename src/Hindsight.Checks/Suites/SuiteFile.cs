using System.Security.Cryptography;
using Hindsight.Documents;
using Hindsight.Grading;
using Hindsight.Suites;
using Hindsight.Tasks;

namespace Hindsight.Checks.Suites;

/// <summary>Suites as JSON Lines (format: <c>docs/evaluation.md</c>), in a published form or as tasks. The keys of its lines tell a file's form.</summary>
public static class SuiteFile
{
    /// <summary>Reads a suite.</summary>
    /// <param name="path">The file, UTF-8; blank lines are passed over.</param>
    /// <param name="checks">The checks that it can name.</param>
    /// <exception cref="SuiteException">The file cannot be read, or is faulty: every fault as <c>file:line:column: found …, expected …</c>.</exception>
    /// <exception cref="TaskFileException">It is a faulty file of tasks.</exception>
    public static Suite Read(string path, ICheckRegistry checks)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(checks);
        byte[] content = FileContent.Read(path, unreadable => new SuiteException(unreadable));
        string hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var faults = new Faults(path);
        List<Node> lines = [.. JsonLines.Read(content, faults)];
        SuiteForm form = FormOf(lines);
        if (form == SuiteForm.Tasks) return Suite.Of(path, hash, TaskFile.Parse(path, content, checks));
        var keys = new SuiteKeys(faults);
        Func<Node, SuiteItem?> read = form == SuiteForm.Instructions ? new InstructionLineReader(checks, keys, faults).Read : new ConstraintLineReader(keys, faults).Read;
        List<SuiteItem> items = [.. lines.Select(read).OfType<SuiteItem>()];
        return faults.Any ? throw new SuiteException(faults.Lines) : new Suite(path, hash, form, items);
    }

    private static SuiteForm FormOf(IEnumerable<Node> lines)
    {
        foreach (string key in lines.SelectMany(line => line.Entries).Select(entry => entry.Key))
        {
            if (key == InstructionLineReader.FormKey) return SuiteForm.Instructions;
            if (key == ConstraintLineReader.FormKey) return SuiteForm.Constraints;
        }

        return SuiteForm.Tasks;
    }
}
