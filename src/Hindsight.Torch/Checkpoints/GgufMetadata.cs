using System.Globalization;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Reads typed values out of a GGUF file's metadata and gathers what is wrong with them.</summary>
internal sealed class GgufMetadata(GgufFile file)
{
    private const int LargestSize = 10_000_000;

    /// <summary>What was wrong so far.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Whether a key is there.</summary>
    public bool Has(string key) => file.Metadata.ContainsKey(key);

    /// <summary>A text, or <see langword="null"/>.</summary>
    public string? Text(string key)
    {
        if (!file.Metadata.TryGetValue(key, out object? value)) return null;
        if (value is string text) return text;
        Faults.Add($"'{key}' is {Describe(value)}; expected a text.");
        return null;
    }

    /// <summary>A whole number from 1 on.</summary>
    public int Size(string key, int? otherwise = null, int most = LargestSize)
    {
        if (!file.Metadata.TryGetValue(key, out object? value) && otherwise is not null) return otherwise.Value;
        if (value is long size and > 0 && size <= most) return (int)size;
        Faults.Add($"'{key}' is {Describe(value)}; expected a whole number from 1 to {most}.");
        return 1;
    }

    /// <summary>A number above 0. A float32 gives the shortest decimal that means it, not its binary expansion.</summary>
    public double Positive(string key, double? otherwise = null)
    {
        if (!file.Metadata.TryGetValue(key, out object? value) && otherwise is not null) return otherwise.Value;
        double number = value switch
        {
            float single => double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            double real => real,
            _ => double.NaN,
        };
        if (double.IsFinite(number) && number > 0) return number;
        Faults.Add($"'{key}' is {Describe(value)}; expected a number above 0.");
        return 1;
    }

    /// <summary>A token's id below the vocabulary's size, or <see langword="null"/>.</summary>
    public int? Token(string key, int vocabulary)
    {
        if (!file.Metadata.TryGetValue(key, out object? value)) return null;
        if (value is long id && id >= 0 && id < vocabulary) return (int)id;
        Faults.Add($"'{key}' is {Describe(value)}; expected a token id below {vocabulary}.");
        return null;
    }

    /// <summary>Texts, or <see langword="null"/>.</summary>
    public string[]? Texts(string key)
    {
        if (!file.Metadata.TryGetValue(key, out object? value)) return null;
        if (value is string[] texts) return texts;
        Faults.Add($"'{key}' is {Describe(value)}; expected an array of texts.");
        return null;
    }

    /// <summary>Whole numbers, or <see langword="null"/>.</summary>
    public long[]? Numbers(string key)
    {
        if (!file.Metadata.TryGetValue(key, out object? value)) return null;
        if (value is object[] items && items.All(i => i is long)) return [.. items.Cast<long>()];
        Faults.Add($"'{key}' is {Describe(value)}; expected an array of whole numbers.");
        return null;
    }

    /// <summary>Throws if anything was wrong.</summary>
    public void ThrowIfFaulty()
    {
        if (Faults.Count > 0) throw new ModelFileException(file.Path, Faults);
    }

    private static string Describe(object? value) => value switch
    {
        null => "missing",
        string text => $"the text '{(text.Length > 60 ? text[..60] + "…" : text)}'",
        Array array => $"an array of {array.Length}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
