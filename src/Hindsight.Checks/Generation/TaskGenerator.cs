using System.Globalization;
using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.Checks.Generation;

/// <summary>Makes tasks: base prompts with one to five constraints that code can check and that can be met together, and the criteria that check them.</summary>
/// <remarks>
/// Criteria of a prompt that are decided by checks count towards the five. What those of a check with a recipe demand, the constraints that are added get along with; what others demand is not known.
/// Every prompt is used once before any is used again. A task follows from the seed, its prompt, how often that was used before, and the checks it is made of; asking for more
/// tasks leaves the first as they were.
/// </remarks>
public sealed class TaskGenerator
{
    private const int MostConstraints = 5;

    private readonly RecipeBook _book = RecipeBook.Default;
    private readonly IGrouping<ICheck, ConstraintRecipe>[] _recipes;

    /// <summary>A generator of tasks of some checks.</summary>
    /// <param name="registry">The checks that there are.</param>
    /// <param name="names">The checks to make tasks of: families (<c>ifeval</c>, <c>muldimif</c>; <c>plain</c>: checks of no family) and ids of checks.</param>
    /// <exception cref="TaskGenerationException">Names stand for no check, or for one that tasks cannot be made of; all of them.</exception>
    public TaskGenerator(ICheckRegistry registry, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(names);
        List<string> faults = [];
        IReadOnlyList<ConstraintRecipe> recipes = CheckSelection.Select(names, registry, _book.Recipes, faults);
        if (faults.Count > 0)
            throw new TaskGenerationException(faults);
        _recipes = [.. recipes.GroupBy(r => registry.TryGet(r.Check, out ICheck? check) ? check : throw new ArgumentException($"The registry lacks the check '{r.Check}'.", nameof(registry)))];
    }

    /// <summary>Makes tasks.</summary>
    /// <param name="prompts">
    /// The base prompts, with different ids. Constraints are added to the last message. A task keeps its prompt's criteria, tags and split: no prompt is trained on in one task and held out in another.
    /// </param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Decides every choice.</param>
    /// <exception cref="TaskGenerationException">None of the checks fits any of the prompts and what its criteria demand already.</exception>
    public IReadOnlyList<TrainingTask> Generate(IReadOnlyList<TrainingTask> prompts, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<TrainingTask> tasks = [];
        for (int round = 0; tasks.Count < count; round++)
        {
            int before = tasks.Count;
            TrainingTask[] order = [.. prompts];
            new RandomStream(Seeds.Derive(seed, "generate prompts", round)).Shuffle(order.AsSpan());
            tasks.AddRange(order.Select(prompt => Make(prompt, seed, round)).OfType<TrainingTask>().Take(count - before));
            if (tasks.Count == before)
                throw new TaskGenerationException([$"None of the checks fits any of the {prompts.Count} prompts."]);
        }
        return tasks;
    }

    /// <summary>A task of a prompt, or <see langword="null"/>: no check fits it.</summary>
    private TrainingTask? Make(TrainingTask prompt, ulong seed, int round)
    {
        ChatMessage request = prompt.Messages[^1];
        var choices = new TaskChoices(Seeds.Derive(seed, "generate task", round, prompt.Id), request.Content, _book.Pools, [.. prompt.Criteria.SelectMany(Texts)]);
        IReadOnlyList<DrawnConstraint> constraints = Draw(prompt, choices);
        if (constraints.Count == 0)
            return null;
        string[] sentences = [.. constraints.Select(c => c.State(choices))];
        PromptFrame frame = choices.OneOf([.. _book.Frames.Where(f => f.Suits(constraints))]);
        return prompt with
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{prompt.Id}-{seed}-{round}"),
            Messages = [.. prompt.Messages.SkipLast(1), request with { Content = frame.Write(request.Content, sentences) }],
            Criteria = [.. prompt.Criteria, .. constraints.Select(c => c.ToCriterion())],
            Tags = [.. prompt.Tags, .. constraints.Select(c => c.Check.Id)],
        };
    }

    private IReadOnlyList<DrawnConstraint> Draw(TrainingTask prompt, TaskChoices choices)
    {
        int wanted = Math.Min(choices.Between(1, MostConstraints), MostConstraints - prompt.Criteria.Count(c => c.Kind == CriterionKind.Check));
        var set = new ConstraintSet(_book.Conflicts, prompt.Tags, [.. prompt.Criteria.Select(c => ConstraintDemand.Of(c, prompt, _book.Recipes)).OfType<ConstraintDemand>()]);
        foreach (IGrouping<ICheck, ConstraintRecipe> recipes in choices.Shuffled(_recipes.Where(r => prompt.Criteria.All(c => c.Check != r.Key.Id))))
        {
            if (set.Constraints.Count >= wanted)
                break;
            ConstraintRecipe recipe = choices.OneOf([.. recipes]);
            if (recipe.CanDraw(choices))
                set.TryAdd(recipe.Draw(recipes.Key, choices));
        }
        return set.Constraints;
    }

    private static IEnumerable<string> Texts(Criterion criterion) => criterion.Arguments.Values
        .SelectMany(v => v.ValueKind == JsonValueKind.Array ? v.EnumerateArray() : Enumerable.Repeat(v, 1)).Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!);
}
