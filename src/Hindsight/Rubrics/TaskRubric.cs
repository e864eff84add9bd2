using System.Text.Json;
using Hindsight.Documents;
using Hindsight.Grading;
using Hindsight.Tasks;

namespace Hindsight.Rubrics;

/// <summary>Applies a rubric to a task: the task's own criteria merged in, conditions on its variables decided, its variables filled in.</summary>
internal sealed class TaskRubric(Rubric rubric, TrainingTask task, ICheckRegistry checks)
{
    private readonly List<RubricFault> _faults = [];

    // Criteria that ask for a variable that is not there, which makes any argument wrong.
    private readonly HashSet<string> _unbound = [];

    /// <summary>The rubric for the task; it may only be used when there is no fault.</summary>
    public (Rubric Rubric, IReadOnlyList<RubricFault> Faults) Apply()
    {
        List<Criterion> merged = Merge();
        Conditions(merged);
        HashSet<string> missing = [];
        Criterion[] criteria = Bind(Applying(merged), missing);
        if (criteria.Any(c => c.Kind == CriterionKind.Judge)) Template(missing);
        if (CriterionRules.WeightFault(criteria.Any(c => c.Weight > 0), criteria.Any(c => c.Weight > 0 && CriterionRules.OnVerdict(c) is null)) is { } weight)
            _faults.Add(new RubricFault(null, $"{weight.TrimEnd('.')}, in rubric '{rubric.Name}' as the task has it.") { Key = "criteria" });
        _faults.AddRange(criteria.Where(c => !_unbound.Contains(c.Id)).SelectMany(c => ArgumentFaults(c, merged.Find(m => m.Id == c.Id)!)));
        return (rubric with { Criteria = criteria, Version = Version() }, _faults);
    }

    private string Version() => task.Criteria.Count + task.Overrides.Count == 0 || rubric.Name == RubricCatalog.OwnCriteria
        ? rubric.Version : $"{rubric.Version}+{RubricFile.VersionOf(JsonSerializer.SerializeToUtf8Bytes(new { task.Criteria, task.Overrides }))}";

    /// <summary>The rubric's criteria, each in its place as the task wants it, then those that only the task has.</summary>
    private List<Criterion> Merge()
    {
        List<Criterion> merged = [];
        foreach (Criterion criterion in rubric.Criteria)
        {
            CriterionOverride? change = task.Overrides.FirstOrDefault(o => o.Id == criterion.Id);
            if (change is { Drop: true }) continue;
            if (change is not null) _faults.AddRange(change.Faults(criterion).Select(f => new RubricFault(criterion.Id, $"criterion '{criterion.Id}' {f.Text}.") { Key = f.Key }));
            merged.Add(change is not null ? change.Apply(criterion, checks) : task.Criteria.FirstOrDefault(o => o.Id == criterion.Id) ?? criterion);
        }

        foreach (CriterionOverride stray in task.Overrides.Where(o => rubric.Criteria.All(c => c.Id != o.Id)))
        {
            string nearest = NearestName.Of(stray.Id, rubric.Criteria.Select(c => c.Id)) is { } name ? $"the nearest is '{name}'" : "it has none";
            _faults.Add(new RubricFault(stray.Id, stray.Drop
                ? $"drops the criterion '{stray.Id}', expected one of rubric '{rubric.Name}'; {nearest}."
                : $"found neither 'text' nor 'check' in criterion '{stray.Id}', expected one of them, or the id of a criterion of rubric '{rubric.Name}'; {nearest}."));
        }

        return [.. merged, .. task.Criteria.Where(o => rubric.Criteria.All(c => c.Id != o.Id))];
    }

    private void Conditions(List<Criterion> criteria)
    {
        List<string> all = [.. criteria.Select(c => c.Id)];
        for (int k = 0; k < all.Count; k++)
        {
            if (CriterionRules.OnVerdict(criteria[k]) is { } when && CriterionRules.ConditionFault(all[k], when.Name, all[..k], all) is { } fault)
                _faults.Add(new RubricFault(all[k], fault) { Key = ConditionReader.Key });
        }
    }

    /// <summary>Without those whose variable is not as they ask, and those that hang on one of these.</summary>
    private List<Criterion> Applying(List<Criterion> criteria)
    {
        HashSet<string> without = [];
        foreach (Criterion criterion in criteria)
        {
            if (criterion.When is not { } when) continue;
            bool holds = when.Kind == ConditionKind.Variable ? IsSet(when) : !without.Contains(when.Name);
            if (!holds) without.Add(criterion.Id);
        }

        return criteria.FindAll(c => !without.Contains(c.Id));
    }

    private bool IsSet(CriterionCondition when) => task.Variables.TryGetValue(when.Name, out string? value) && (when.Value is null ? value.Length > 0 : value == when.Value);

    /// <param name="criteria">The criteria.</param>
    /// <param name="told">Receives the variables that are missing, each of which is told once.</param>
    private Criterion[] Bind(List<Criterion> criteria, HashSet<string> told)
    {
        var bound = new Criterion[criteria.Count];
        for (int k = 0; k < bound.Length; k++)
        {
            var missing = new SortedSet<string>(StringComparer.Ordinal);
            bound[k] = CriterionBinding.Bind(criteria[k], task.Variables, missing);
            if (missing.Count > 0) _unbound.Add(criteria[k].Id);
            _faults.AddRange(missing.Where(told.Add).Select(v => new RubricFault(criteria[k].Id, $"found no variable '{v}', which rubric '{rubric.Name}' asks for.") { Key = "variables", Variable = v }));
        }

        return bound;
    }

    /// <summary>What the judges' prompt asks of the task.</summary>
    private void Template(HashSet<string> told) => _faults.AddRange(TemplateVariables.OfTask(rubric).Where(v => !task.Variables.ContainsKey(v)).Where(told.Add)
        .Select(v => new RubricFault(null, $"found no variable '{v}', which the template of rubric '{rubric.Name}' asks for.") { Key = "variables", Variable = v, IsOfTemplate = true }));

    /// <param name="criterion">With the variables' values.</param>
    /// <param name="unbound">As the rubric or the task says it.</param>
    private IEnumerable<RubricFault> ArgumentFaults(Criterion criterion, Criterion unbound)
    {
        if (criterion.Kind != CriterionKind.Check) return [];
        if (!checks.TryGet(criterion.Check ?? "", out ICheck? check)) return [new RubricFault(criterion.Id, $"criterion '{criterion.Id}' names the unknown check '{criterion.Check}'.") { Key = "check" }];
        return check.Validate(criterion.Arguments).Select(f => new RubricFault(criterion.Id, $"criterion '{criterion.Id}', {check.Id}: {f}") { Key = "arguments", Variable = VariableOf(f, unbound) });
    }

    /// <summary>The first variable of the argument that a fault names, else of any argument: the fault may lie between two.</summary>
    private static string? VariableOf(string fault, Criterion unbound) =>
        unbound.Arguments.OrderByDescending(a => fault.Contains($"'{a.Key}'", StringComparison.Ordinal)).SelectMany(a => CriterionBinding.Variables(a.Value.GetRawText())).FirstOrDefault();
}
