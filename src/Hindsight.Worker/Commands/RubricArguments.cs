using System.CommandLine;
using System.CommandLine.Parsing;

namespace Hindsight.Worker.Commands;

/// <summary>What the <c>rubric</c> commands demand of their arguments.</summary>
internal static class RubricArguments
{
    /// <summary>Takes what looks like an option for one that there is not: no rubric's name begins so, and a file's path can begin with <c>./</c>.</summary>
    public static Argument<T> RefusingOptions<T>(this Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(t => t.Value.StartsWith('-'))) result.AddError($"There is no option '{token.Value}'.");
        });
        return argument;
    }

    /// <summary>How many answers are shown.</summary>
    public static Option<int> Show(string description, int standard)
    {
        var show = new Option<int>("--show") { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        show.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 and var shown) result.AddError($"--show is {shown}; expected at least 0.");
        });
        return show;
    }
}
