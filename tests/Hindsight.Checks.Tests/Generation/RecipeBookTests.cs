using Hindsight.Checks.Generation;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests.Generation;

/// <summary>The recipes name checks, parameters and labels that there are, and draw arguments that the checks accept.</summary>
public sealed class RecipeBookTests
{
    private static readonly RecipeBook Book = RecipeBook.Default;

    [Fact]
    public void Recipes_EveryIfEvalInstruction_HasOne() =>
        CheckRegistry.Default.Checks.Select(c => c.Id).Where(id => id.StartsWith("ifeval/", StringComparison.Ordinal)).Should().BeSubsetOf(Book.Recipes.Select(r => r.Check));

    [Fact]
    public void Draw_ManySeeds_GivesArgumentsThatTheChecksAccept()
    {
        foreach (ConstraintRecipe recipe in Book.Recipes)
        {
            ICheck check = Find(recipe);
            for (ulong seed = 0; seed < 200; seed++)
            {
                DrawnConstraint constraint = recipe.Draw(check, new TaskChoices(seed, "Why is the sea salty?", Book.Pools));

                check.Validate(constraint.Arguments).Should().BeEmpty(recipe.Check);
                constraint.State(new TaskChoices(seed, "", Book.Pools)).Should().NotContainAny("{", "}", "at most 1 words");
                foreach ((string name, ArgumentSource source) in recipe.Arguments.Where(a => a.Value is { From: not null, Pool: null, Above: null, UpTo: null }))
                    constraint.Arguments[name].GetInt32().Should().BeInRange(source.From!.Value, source.To!.Value);
            }
        }
    }

    [Fact]
    public void Draw_NumbersOverManySeeds_ReachBothEnds()
    {
        ConstraintRecipe recipe = Book.Recipes.First(r => r.Check == "ifeval/length_constraints:number_words");
        int[] drawn = [.. Enumerable.Range(0, 1000).Select(s => recipe.Draw(Find(recipe), new TaskChoices((ulong)s, "", Book.Pools)).Arguments["num_words"].GetInt32())];

        drawn.Distinct().Order().Should().Equal(Enumerable.Range(5, 26).Select(i => i * 10));
    }

    [Fact]
    public void Wordings_EachOfThem_SaysEveryArgumentThatDiffers()
    {
        foreach (ConstraintRecipe recipe in Book.Recipes)
        {
            recipe.Wordings.Should().HaveCountGreaterThanOrEqualTo(2, recipe.Check).And.OnlyHaveUniqueItems(recipe.Check);
            // Above with nothing added is the number before it again.
            IEnumerable<string> differing = recipe.Arguments.Where(a => a.Value.Value is null && a.Value is not { Above: not null, To: 0 }).Select(a => a.Key);
            foreach (string wording in recipe.Wordings)
                Wording.Names(wording).Distinct().Except(recipe.Arguments.Where(a => a.Value.Value is not null).Select(a => a.Key)).Should().BeEquivalentTo(differing, wording);
        }
    }

    [Fact]
    public void Labels_OfTheTable_AreThoseOfTheRecipesAndThePrompts()
    {
        HashSet<string> known = [.. Book.Recipes.SelectMany(r => r.Claims.Concat(r.Labels)), .. BasePrompts.All.SelectMany(p => p.Tags).Select(Conflict.LabelOf)];
        string[] named = [.. Book.Conflicts.SelectMany(c => c.Between)];

        Book.Conflicts.Should().OnlyContain(c => c.Between.Count == 2 && c.Because.EndsWith('.'));
        Book.Conflicts.Select(c => string.Join(' ', c.Between.Order(StringComparer.Ordinal))).Should().OnlyHaveUniqueItems();
        named.Should().BeSubsetOf(known);
        Book.Recipes.SelectMany(r => r.Labels).Should().BeSubsetOf(named, "a label that no conflict names says nothing");
    }

    [Fact]
    public void Pools_AnyTwoTexts_DoNotContainEachOther()
    {
        // A keyword inside a word that is forbidden, or inside an ending, would make two constraints quarrel.
        string[] words = [.. Book.Pools["words"], .. Book.Pools["everyday"], .. Book.Pools["openers"]];
        string[] all = [.. words, .. Book.Pools["endings"]];

        all.Should().OnlyHaveUniqueItems();
        words.SelectMany(word => all.Where(other => other != word && other.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(other => $"{word} in {other}")).Should().BeEmpty();
        all.Should().NotContain(text => "jqxz,'\"".Any(c => text.Contains(c, StringComparison.OrdinalIgnoreCase)), "rare letters, commas and quotes may be limited");
    }

    private static ICheck Find(ConstraintRecipe recipe)
    {
        CheckRegistry.Default.TryGet(recipe.Check, out ICheck? check).Should().BeTrue(recipe.Check);
        return check!;
    }
}
