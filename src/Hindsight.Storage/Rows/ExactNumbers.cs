using System.Globalization;

namespace Hindsight.Storage.Rows;

/// <summary>
/// The numbers of a row whose bits a floating-point column does not keep in every database: SQLite has no NaN and no −0. They lie in the column
/// as well as it can hold them, and beside it in <c>exact</c>: 16 hexadecimal digits a number, commas between, empty for null; null where no number of the row needs it.
/// </summary>
internal static class ExactNumbers
{
    /// <summary>The value for the floating-point column.</summary>
    public static double? Column(double? value) => value is double number && double.IsNaN(number) ? null : value;

    /// <summary>The text for <c>exact</c>.</summary>
    public static string? Write(params ReadOnlySpan<double?> values)
    {
        bool needed = false;
        foreach (double? value in values)
            needed |= value is double number && (double.IsNaN(number) || (number == 0 && double.IsNegative(number)));
        if (!needed)
            return null;
        var texts = new string[values.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = values[i] is double number ? BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture) : "";
        return string.Join(',', texts);
    }

    /// <summary>The numbers as they were: from <c>exact</c> where it is there, else from the columns.</summary>
    public static double?[] Read(string? exact, params double?[] columns)
    {
        if (exact is null)
            return columns;
        string[] texts = exact.Split(',');
        if (texts.Length != columns.Length)
            throw new FormatException($"found '{exact}' in exact; expected {columns.Length} numbers");
        return [.. texts.Select(t => t.Length == 0
            ? (double?)null
            : BitConverter.UInt64BitsToDouble(ulong.Parse(t, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)))];
    }
}
