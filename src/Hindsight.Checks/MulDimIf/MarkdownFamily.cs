using System.Globalization;
using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Markdown: headings, quotes, lists, bold text.</summary>
internal static partial class MarkdownFamily
{
    public const string Headings = "muldimif/format:headings", HeadingLevels = "muldimif/format:heading_levels", LevelCount = "muldimif/format:heading_level_count",
        Depth = "muldimif/format:heading_depth", First = "muldimif/format:first_heading", Title = "muldimif/format:heading_title",
        Questions = "muldimif/format:question_headings", Bold = "muldimif/format:bold", Bullets = "muldimif/format:bullets", Numbers = "muldimif/format:numbered_lines";

    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new HeadingCheck(Headings, "The number of headings, of one level or of all.",
            a => $"write {CountLimits.Describe(a, "heading", "headings")}{(a.Has("level") ? $" of level {a.Written("level")}" : "")}",
            (headings, a) => CountLimits.Degree(headings.Count(h => !a.Has("level") || h.Level == a.Integer("level")), a), needsHeadings: true,
            [.. CountLimits.Parameters("headings"), Level("The level; without it, headings of every level count.") with { Required = false }]),
        new HeadingCheck(HeadingLevels, "There are headings of every one of some levels.",
            a => $"use headings of level {string.Join(" and ", a.Texts("levels"))}",
            (headings, a) => a.Texts("levels").Average(l => headings.Any(h => h.Level.ToString(CultureInfo.InvariantCulture) == l) ? 1.0 : 0.0), needsHeadings: true,
            Parameter.Texts("levels", "The levels: 1 for #, 2 for ##, and so on.")),
        new HeadingCheck(LevelCount, "The number of different heading levels.",
            a => $"use {CountLimits.Describe(a, "level", "different levels")}",
            (headings, a) => CountLimits.Degree(headings.Select(h => h.Level).Distinct().Count(), a), needsHeadings: false, CountLimits.Parameters("heading levels")),
        new HeadingCheck(Depth, "No heading is deeper than a level.",
            a => $"go no deeper than level {a.Written("level")}",
            (headings, a) => headings.Average(h => h.Level <= a.Integer("level") ? 1.0 : 0.0), needsHeadings: true, Level("The deepest level allowed.")),
        new HeadingCheck(First, "The first heading has a level.",
            a => $"begin with one of level {a.Written("level")}", (headings, a) => headings[0].Level == a.Integer("level") ? 1 : 0, needsHeadings: true, Level("The level.")),
        new HeadingCheck(Title, "There is a heading of a level with a title.",
            a => $"write one of level {a.Written("level")} with the title {Quote.Whole(a.Text("title"))}",
            (headings, a) => headings.Any(h => h.Level == a.Integer("level") && h.Title == a.Text("title")) ? 1 : 0, needsHeadings: true,
            Level("The level."), Parameter.Text("title", "The title, character by character.")),
        new HeadingCheck(Questions, "Headings with a question mark have a level.",
            a => $"give those with a question mark level {a.Written("level")}",
            (headings, a) => headings.Where(h => h.Title.Contains('?')).Select(h => h.Level == a.Integer("level") ? 1.0 : 0.0).DefaultIfEmpty(1).Average(), needsHeadings: true, Level("The level.")),
        new BlockQuotesCheck(),
        new PatternCheck(Bold, "The answer has bold text: **so** or __so__, within a line.", "bold text",
            new CountMending(RepairStage.Layout, (text, _) => [BoldText().Replace(text, match => match.Value[2..^2])], (text, _, words) => Marking.Word(text, words, word => $"**{word}**")), ("", "", BoldText())),
        new PatternCheck(Bullets, "The answer has bullet points.", "bullet points", Items(Listing.Bullet),
            ("spaced", "a line that begins with -, * or + and white space", SpacedBullet()), ("marked", "a line that begins with - or *", MarkedBullet())),
        new PatternCheck(Numbers, "The answer has lines that begin with a number and a point.", "numbered lines", Items(Listing.Number),
            ("spaced", "a number, a point and white space", SpacedNumber()), ("marked", "a number and a point", MarkedNumber())),
    ];

    /// <summary>Items of a list, or, where there must be none, their lines without marks.</summary>
    private static CountMending Items(string mark) => CountMending.Items(_ => mark) with { Fewer = (text, _) => [string.Join('\n', text.Split('\n').Select(Units.Unmarked))] };

    private static CheckParameter Level(string description) =>
        new() { Name = "level", Type = CheckParameterType.Integer, Description = description, Minimum = 1, Maximum = HeadingCheck.DeepestLevel };

    [GeneratedRegex(@"\*\*.*?\*\*|__.*?__", RegexOptions.NonBacktracking)]
    private static partial Regex BoldText();

    [GeneratedRegex(@"^[^\S\n]*[-*+][^\S\n]", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex SpacedBullet();

    [GeneratedRegex(@"^\s*[-*]", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex MarkedBullet();

    [GeneratedRegex(@"^\s*\d+\.\s", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex SpacedNumber();

    [GeneratedRegex(@"^\s*\d+\.", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex MarkedNumber();
}
