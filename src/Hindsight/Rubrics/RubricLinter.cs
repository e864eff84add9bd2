using Hindsight.Documents;
using Hindsight.Grading;

namespace Hindsight.Rubrics;

/// <summary>Finds every fault of a rubric file, and what can be read but cannot be meant.</summary>
public static class RubricLinter
{
    /// <summary>The faults, as <c>file:line:column: found …, expected …</c>; empty: the file is sound.</summary>
    /// <param name="path">The file.</param>
    /// <param name="checks">The checks that it can name.</param>
    /// <param name="further">What else is wrong with a rubric that can be read, with its template for one; <see langword="null"/>: nothing.</param>
    public static IReadOnlyList<string> Lint(string path, ICheckRegistry checks, Func<Rubric, IReadOnlyList<RubricFault>>? further = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(checks);
        try
        {
            var faults = new Faults(path);
            byte[] content = RubricFile.Content(path);
            if (RubricFile.Document(content, faults) is not { } root || new RubricReader(checks, faults).Read(Path.GetFileNameWithoutExtension(path), RubricFile.VersionOf(content), root) is not { } rubric)
                return faults.Lines;
            bool isReadable = !faults.Any;
            Template(rubric, faults);
            Calls(rubric, root, faults);
            foreach (Criterion criterion in rubric.Criteria) Levels(criterion, rubric.Places[criterion.Id], faults);
            foreach (RubricFault fault in isReadable ? further?.Invoke(rubric) ?? [] : [])
            {
                (int line, int column) = rubric.PlaceOf(fault, rubric.TemplatePlace);
                faults.Add(line, column, fault.Message);
            }

            return faults.Lines;
        }
        catch (RubricException e)
        {
            return e.Faults;
        }
    }

    /// <summary>A task may give any variable; one that the file does not declare is more likely mistyped.</summary>
    private static void Template(Rubric rubric, Faults faults)
    {
        if (rubric.Template is null) return;
        string[] known = [.. TemplateVariables.Given, .. rubric.InputVariables.Select(v => v.Name)];
        (int line, int column) = rubric.TemplatePlace;
        foreach (string unknown in CriterionBinding.Variables(rubric.Template).Except(known))
            faults.Add(line, column, $"found the variable '{unknown}' in the template, expected one of {string.Join(", ", known)}, or that 'input_variables' has it; the nearest is '{NearestName.Of(unknown, known)}'.");
    }

    private static void Calls(Rubric rubric, Node root, Faults faults)
    {
        Node Place(string key) => root.Entries.First(e => e.Key == key).Value;
        bool judged = rubric.Criteria.Any(c => c.Kind == CriterionKind.Judge);
        if (rubric.Tools.Count > 0 && !judged) faults.Add(Place("tools"), "found tools for a judge, expected a criterion that a judge decides.");
        if (rubric.Calls == JudgeCalls.Group && rubric.Criteria.All(c => c.Group is null)) faults.Add(Place("calls"), "found calls by group, expected a criterion with a 'group'.");
    }

    private static void Levels(Criterion criterion, (int Line, int Column) place, Faults faults)
    {
        foreach (IGrouping<string, CriterionLevel> same in criterion.Levels.GroupBy(l => l.Description.Trim(), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            faults.Add(place.Line, place.Column, $"found {same.Count()} levels of '{criterion.Id}' described as {Node.Quote(same.Key)}, expected different ones: of these a judge can reach but one.");
    }
}
