using Hindsight.Documents;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Training;

namespace Hindsight.Calibration;

/// <summary>Files of labelled verdicts: JSON Lines, an answer a line, of one's own (format: <c>docs/calibration.md</c>) or of InFoBench, told apart by their keys.</summary>
public static class LabelFile
{
    /// <summary>Reads a file of labelled verdicts.</summary>
    /// <param name="path">The file, UTF-8; blank lines are passed over.</param>
    /// <param name="checks">The checks that the answers' own criteria can name.</param>
    /// <param name="rubrics">The rubrics that the answers are judged by.</param>
    /// <exception cref="LabelFileException">The file cannot be read or is faulty: every fault as <c>file:line:column: found …, expected …</c>.</exception>
    public static IReadOnlyList<LabelledAnswer> Read(string path, ICheckRegistry checks, IRubricSource rubrics)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(path, FileContent.Read(path, faults => new LabelFileException(faults)), checks, rubrics);
    }

    /// <summary>Reads labelled verdicts from the content of a file.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static IReadOnlyList<LabelledAnswer> Parse(string path, byte[] content, ICheckRegistry checks, IRubricSource rubrics)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(rubrics);
        var faults = new Faults(path);
        var own = new LabelReader(checks, rubrics, faults);
        var infoBench = new InfoBenchReader(rubrics, faults);
        List<LabelledAnswer> answers = [];
        foreach (Node line in JsonLines.Read(content, faults))
        {
            if ((InfoBenchReader.Reads(line) ? infoBench.Read(line) : own.Read(line)) is { } answer) answers.Add(answer);
        }

        if (answers.Count == 0 && !faults.Any) faults.Add(1, 1, "found no labelled answer, expected at least one line.");
        return faults.Any ? throw new LabelFileException(faults.Lines) : answers;
    }

    /// <summary>Some of the answers, in their order.</summary>
    /// <param name="answers">All of them.</param>
    /// <param name="count">How many; all where there are no more.</param>
    /// <param name="seed">Decides which.</param>
    public static IReadOnlyList<LabelledAnswer> Draw(IReadOnlyList<LabelledAnswer> answers, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(answers);
        int[] places = [.. Enumerable.Range(0, answers.Count)];
        new RandomStream(Seeds.Derive(seed, "labels")).Shuffle(places.AsSpan());
        return [.. places.Take(count).Order().Select(place => answers[place])];
    }
}
