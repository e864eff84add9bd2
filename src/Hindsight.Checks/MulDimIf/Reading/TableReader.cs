using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads what a table is to have: rows, columns, headers, contents.</summary>
internal static class TableReader
{
    private static readonly NumberWords Numbers = NumberWords.UpToHundred;

    private static readonly LimitPatterns Rows = new(Numbers, Phrases("row"));

    private static readonly LimitPatterns Columns = new(Numbers,
    [
        .. Phrases("column"),
        ("(?:a|each) single column|presented in one single column", LimitKind.One),
    ]);

    private static readonly LimitPatterns TitleWords = new(Numbers, (@"title\s+must\s+not\s+exceed\s+{N}\s+words", LimitKind.Max));

    private static readonly string[] SeriesHeaders = ["title", "author", "year"], FilmHeaders = ["film|title", "release|year"];

    // What stands before the limit decides whether a table is only wanted where there is one.
    private static readonly Regex Optional = Pattern.Of(
        @"if you (?:include|use|utilize|incorporate|present) (?:a |any )?(?:tables?|tabular data)|if you (?:decide|choose|opt) to (?:use|include|incorporate|present|utilize) (?:a |any )?(?:tables?|tabular data)"
        + @"|if (?:a |any )?(?:tables?|tabular data|table format) (?:is|are) (?:used|included|utilized|incorporated|presented|chosen)"
        + @"|if there (?:is|are) (?:a |any )?(?:tables?|tabular data|table format) (?:used|included|utilized|incorporated|presented|chosen)");

    private static readonly Regex Quoted = Pattern.Of("\"([^\"]+)\""), ColumnsShouldBe = Pattern.Of(@"columns?\s+should\s+be\s+([\w\s,]+)"), ColumnsAre = Pattern.Of(@"columns:\s+([\w\s,']+)"),
        ColumnsNamed = Pattern.Of("table must include columns (for|named)\\s+\"[^\"]+\""),
        EachMustInclude = Pattern.Of(@"each (?:entry|row|item|game|series) must include (?:the\s+)?([\w\s,]+)"),
        EachShould = Pattern.Of(@"each (?:entry|row|item|game|series) should (?:be )?(?:present|include|contain|show)(?:ed)? (?:in|with)?\s+([\w\s,]+)"),
        WithIts = Pattern.Of(@"each\s+\w+\s+must\s+include\s+(?:the\s+)?([\w\s]+)\s+and\s+its\s+([\w\s]+)");

    public static ConstraintReading Read(string sentence)
    {
        string text = sentence.ToLowerInvariant();
        bool required = text.Contains("table", StringComparison.Ordinal) && !Optional.IsMatch(text), one = text.Contains("single column", StringComparison.Ordinal);
        (string, object?) whether = ("required", required ? null : false);
        (int? Min, int? Max)? rows = Rows.Read(text), columns = Columns.Read(text), words = columns is null || !NamesColumns(text) ? TitleWords.Read(text) : null;
        if (one && !NamesColumns(text))
            columns = (1, 1);
        List<MulDimIfDemand> demands = [];
        if (text.Contains("markdown", StringComparison.Ordinal))
            demands.Add(ConstraintReading.Demand(TableFamily.Table, ("lines", true), whether));
        foreach ((string check, (int? Min, int? Max)? limits) in new[] { (TableFamily.Rows, rows), (TableFamily.Columns, columns), (TableFamily.TitleWords, words) })
        {
            if (limits is { } given)
                demands.Add(ConstraintReading.Demand(check, ("min", given.Min), ("max", given.Max), whether));
        }
        demands.AddRange(Words(text, whether));
        if (demands.Count == 0 && required)
            demands.Add(ConstraintReading.Demand(TableFamily.Table));
        return new ConstraintReading(demands);
    }

    private static bool NamesColumns(string text) => text.Contains("columns for", StringComparison.Ordinal) && Clean(Quoted.Matches(text)).Any();

    /// <summary>The demands on headers and contents.</summary>
    private static IEnumerable<MulDimIfDemand> Words(string text, (string, object?) whether)
    {
        bool Has(string words) => text.Contains(words, StringComparison.Ordinal);
        if (Has("series must include") && Has("title") && Has("author") && Has("year"))
        {
            yield return ConstraintReading.Demand(TableFamily.Headers, ("headers", SeriesHeaders), whether);
            yield break;
        }
        if (NamesColumns(text))
        {
            yield return ConstraintReading.Demand(TableFamily.Headers, ("headers", Clean(Quoted.Matches(text)).ToArray()), ("either_way", true), whether);
            yield break;
        }
        string[] headers = [.. Listed(ColumnsShouldBe, text), .. Listed(ColumnsAre, text), .. Listed(ColumnsNamed, text)];
        headers = headers.Length > 0 ? headers : [.. Clean(Quoted.Matches(text))];
        if (headers.Length > 0)
            yield return ConstraintReading.Demand(TableFamily.Headers, ("headers", headers), ("either_way", Has("columns for") ? true : null), whether);
        if (Has("columns for") && headers.Length > 0)
            yield break;
        if (Has("film title") && Has("release year"))
        {
            yield return ConstraintReading.Demand(TableFamily.Headers, ("headers", FilmHeaders), whether);
            yield break;
        }
        List<string> contents = Has("series must include") && Has("title") && Has("author") ? [.. SeriesHeaders] : [];
        foreach (Regex pattern in new[] { EachMustInclude, EachShould })
        {
            if (pattern.Match(text) is { Success: true } match)
                contents.AddRange(Contents(match.Groups[1].Value));
        }
        if (WithIts.Match(text) is { Success: true } its)
            contents.AddRange([its.Groups[1].Value.Trim(), its.Groups[2].Value.Trim()]);
        string[] demanded = [.. contents.Where(c => c.Length > 0 && c != "publication").Distinct()];
        if (demanded.Length > 0)
            yield return ConstraintReading.Demand(TableFamily.Contents, ("contents", demanded), whether);
    }

    /// <summary>A list cut at commas and, as the official program has it, at every a, n and d too.</summary>
    private static IEnumerable<string> Listed(Regex pattern, string text) => pattern.Match(text) is { Success: true } match
        ? match.Groups[1].Value.Split([',', '、', '，', '和', 'a', 'n', 'd']).Select(c => c.Trim('\'', '"', ' ')).Where(c => c.Length > 0) : [];

    private static IEnumerable<string> Contents(string text)
    {
        string[] sides = text.Split(" and ");
        if (sides.Length == 1)
            return text.Split(',', '、', '，').Select(c => c.Trim());
        string right = sides[1].StartsWith("its ", StringComparison.Ordinal) ? sides[1][4..] : sides[1];
        return [.. sides[0].Split(',').Select(c => c.Trim()), right.Trim()];
    }

    private static IEnumerable<string> Clean(MatchCollection quoted) => quoted.Select(m => m.Groups[1].Value.Trim().TrimEnd(',').Trim()).Where(c => c.Length > 0);

    private static (string, LimitKind)[] Phrases(string unit)
    {
        bool column = unit == "column";
        return
        [
            ($@"exactly\s+{{N}}\s+{unit}s?", LimitKind.Exact),
            ($@"no\s+more\s+than\s+{{N}}\s+{unit}s?", LimitKind.Max),
            ($@"not\s+have\s+more\s+than\s+{{N}}\s+{unit}s?", LimitKind.Max),
            ($@"not\s+exceed\s+{{N}}\s+{unit}s?", LimitKind.Max),
            ($@"not\s+exceeding\s+{{N}}\s+{unit}s?", LimitKind.Max),
            ($@"{unit}\s+limit\s+of\s+{{N}}", LimitKind.Max),
            .. column ? [] : new[] { (@"{N}\s+rows?\s+must\s+be\s+included", LimitKind.Exact) },
            ($@"exactly\s+.+and {{N}}\s+{unit}s?", LimitKind.Exact),
            .. column ? [(@"in\s+{N}\s+columns", LimitKind.Exact)] : Array.Empty<(string, LimitKind)>(),
            ($@"not exceed\s+.+and {{N}}\s+{unit}s?", LimitKind.Max),
            .. column ? [(@"maximum\s+(?:of\s+)?{N}\s+columns", LimitKind.Max), (@"at most\s+{N}\s+columns", LimitKind.Max)] : new[] { (@"a maximum of\s+{N}\s+rows", LimitKind.Max) },
            ($@"limited to\s+{{N}}\s+{unit}s", LimitKind.Max),
            ($@"a maximum of\s+.+and {{N}}\s+{unit}s?", LimitKind.Max),
            ($@"limit the number of {unit}s to\s+{{N}}", LimitKind.Max),
            ($@"limit it to\s+{{N}}\s+{unit}s", LimitKind.Max),
            ($@"limit the table to\s+{{N}}\s+{unit}s", LimitKind.Max),
            ($@"the number of {unit}s in each table does not exceed\s+{{N}}", LimitKind.Max),
        ];
    }
}
