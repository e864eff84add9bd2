using System.Text.Json;
using Hindsight.Documents;
using Hindsight.Grading;
using Hindsight.Tasks;

namespace Hindsight.Rubrics;

/// <summary>Applies a rubric to a task: the task's own criteria merged in, conditions on its variables decided, its variables filled in.</summary>
internal sealed class TaskRubric(Rubric rubric, TrainingTask task, ICheckRegistry checks)
{
    private readonly List<RubricFault> _faults = [];

    /// <summary>The rubric for the task; it may only be used when there is no fault.</summary>
    public (Rubric Rubric, IReadOnlyList<RubricFault> Faults) Apply()
    {
        List<Criterion> merged = Merge();
        Conditions(merged);
        Criterion[] criteria = Bind(Applying(merged));
        if (CriterionRules.WeightFault(criteria.Any(c => c.Weight > 0), criteria.Any(c => c.Weight > 0 && CriterionRules.OnVerdict(c) is null)) is { } weight)
            _faults.Add(new RubricFault(null, $"{weight.TrimEnd('.')}, in rubric '{rubric.Name}' as the task has it."));
        // A variable that is not there makes any argument wrong.
        if (_faults.Count == 0) _faults.AddRange(criteria.SelectMany(ArgumentFaults));
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
            if (change is not null) _faults.AddRange(change.Faults(criterion).Select(f => new RubricFault(criterion.Id, $"criterion '{criterion.Id}' {f}.")));
            merged.Add(change is not null ? change.Apply(criterion, checks) : task.Criteria.FirstOrDefault(o => o.Id == criterion.Id) ?? criterion);
        }

        foreach (CriterionOverride stray in task.Overrides.Where(o => rubric.Criteria.All(c => c.Id != o.Id)))
        {
            string nearest = NearestName.Of(stray.Id, rubric.Criteria.Select(c => c.Id)) is { } name ? $"the nearest is '{name}'" : "it has none";
            _faults.Add(new RubricFault(null, stray.Drop
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
            if (CriterionRules.OnVerdict(criteria[k]) is { } when && CriterionRules.ConditionFault(all[k], when.Name, all[..k], all) is { } fault) _faults.Add(new RubricFault(all[k], fault));
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

    private Criterion[] Bind(List<Criterion> criteria)
    {
        HashSet<string> told = [];
        var bound = new Criterion[criteria.Count];
        for (int k = 0; k < bound.Length; k++)
        {
            var missing = new SortedSet<string>(StringComparer.Ordinal);
            bound[k] = CriterionBinding.Bind(criteria[k], task.Variables, missing);
            _faults.AddRange(missing.Where(told.Add).Select(v => new RubricFault(criteria[k].Id, $"found no variable '{v}', which rubric '{rubric.Name}' asks for.")));
        }

        return bound;
    }

    private IEnumerable<RubricFault> ArgumentFaults(Criterion criterion)
    {
        if (criterion.Kind != CriterionKind.Check) return [];
        IEnumerable<string> faults = checks.TryGet(criterion.Check ?? "", out ICheck? check)
            ? check.Validate(criterion.Arguments).Select(f => $"criterion '{criterion.Id}', {check.Id}: {f}") : [$"criterion '{criterion.Id}' names the unknown check '{criterion.Check}'."];
        return faults.Select(f => new RubricFault(criterion.Id, f));
    }
}
