using System.Text.Json;
using Hindsight.Checks.Generation;
using Hindsight.Grading;

namespace Hindsight.Checks.Tests.Generation;

public sealed class ConstraintSetTests
{
    private static readonly RecipeBook Book = RecipeBook.Default;

    [Theory]
    [InlineData("ifeval/change_case:english_lowercase", "ifeval/change_case:english_capital")]
    [InlineData("ifeval/language:response_language", "ifeval/change_case:english_capital")]
    [InlineData("ifeval/language:response_language", "letter_case")]
    [InlineData("ifeval/language:response_language", "ifeval/keywords:existence")]
    [InlineData("ifeval/detectable_format:json_format", "ifeval/detectable_format:number_bullet_lists")]
    [InlineData("ifeval/detectable_format:json_format", "ifeval/startend:quotation")]
    [InlineData("ifeval/detectable_format:json_format", "ifeval/punctuation:no_comma")]
    [InlineData("ifeval/length_constraints:number_words", "word_count")]
    [InlineData("ifeval/length_constraints:number_paragraphs", "ifeval/length_constraints:nth_paragraph_first_word")]
    [InlineData("ifeval/combination:two_responses", "ifeval/length_constraints:number_paragraphs")]
    [InlineData("ifeval/combination:repeat_prompt", "ifeval/punctuation:no_comma")]
    [InlineData("ifeval/combination:repeat_prompt", "ifeval/startend:quotation")]
    [InlineData("ifeval/startend:end_checker", "ifeval/detectable_content:postscript")]
    [InlineData("ifeval/startend:end_checker", "ends_with")]
    [InlineData("starts_with", "ifeval/startend:quotation")]
    [InlineData("ifeval/detectable_format:multiple_sections", "ifeval/change_case:english_lowercase")]
    public void TryAdd_ConstraintsThatExcludeEachOther_IsRefusedInEitherOrder(string one, string other)
    {
        foreach (ConstraintRecipe first in RecipesOf(one))
        {
            foreach (ConstraintRecipe second in RecipesOf(other))
            {
                AddBoth(first, second).Should().BeFalse($"{one} and {other}");
                AddBoth(second, first).Should().BeFalse($"{other} and {one}");
            }
        }
    }

    [Theory]
    [InlineData("ifeval/keywords:existence", "ifeval/keywords:forbidden_words")]
    [InlineData("ifeval/detectable_format:title", "ifeval/change_case:english_capital")]
    [InlineData("ifeval/punctuation:no_comma", "ifeval/startend:quotation")]
    public void TryAdd_ConstraintsThatGetAlong_IsAccepted(string one, string other) =>
        RecipesOf(one).Should().OnlyContain(first => RecipesOf(other).All(second => AddBoth(first, second)));

    [Theory]
    [InlineData(20, 250, true)]
    [InlineData(20, 140, false)]
    public void TryAdd_SentencesAndAWordLimit_MustLeaveRoom(int sentences, int words, bool fits)
    {
        // 20 sentences take 140 words at 7 each; a limit of 140 words leaves room for 126.
        var set = new ConstraintSet(Book.Conflicts, []);
        set.TryAdd(Fixed("ifeval/length_constraints:number_sentences", "at least", "num_sentences", sentences)).Should().BeTrue();

        set.TryAdd(Fixed("ifeval/length_constraints:number_words", "less than", "num_words", words)).Should().Be(fits);
    }

    [Fact]
    public void TryAdd_FixedAnswers_FitQuestionsAlone()
    {
        ConstraintRecipe recipe = RecipesOf("ifeval/detectable_format:constrained_response").Single();

        new ConstraintSet(Book.Conflicts, ["question", "food"]).TryAdd(Draw(recipe)).Should().BeTrue();
        new ConstraintSet(Book.Conflicts, ["explain", "food"]).TryAdd(Draw(recipe)).Should().BeFalse();
    }

    private static bool AddBoth(ConstraintRecipe first, ConstraintRecipe second)
    {
        var set = new ConstraintSet(Book.Conflicts, []);
        var choices = new TaskChoices(1, "Why is the sea salty?", Book.Pools);
        set.TryAdd(first.Draw(Find(first), choices)).Should().BeTrue(first.Check);
        return set.TryAdd(second.Draw(Find(second), choices));
    }

    private static DrawnConstraint Fixed(string check, string relation, string name, int number)
    {
        ConstraintRecipe recipe = RecipesOf(check).Single(r => r.Arguments["relation"].Value!.Value.GetString() == relation);
        return new DrawnConstraint(recipe, Find(recipe), new Dictionary<string, JsonElement>
        {
            [name] = JsonSerializer.SerializeToElement(number), ["relation"] = JsonSerializer.SerializeToElement(relation),
        });
    }

    private static DrawnConstraint Draw(ConstraintRecipe recipe) => recipe.Draw(Find(recipe), new TaskChoices(1, "", Book.Pools));

    private static IEnumerable<ConstraintRecipe> RecipesOf(string check) => Book.Recipes.Where(r => r.Check == check);

    private static ICheck Find(ConstraintRecipe recipe) => CheckRegistry.Default.TryGet(recipe.Check, out ICheck? check) ? check : throw new ArgumentException(recipe.Check);
}
