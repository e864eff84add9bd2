using System.Globalization;

namespace Hindsight.Worker.Views;

/// <summary>How numbers are written for people.</summary>
internal static class Figures
{
    /// <summary>A score with three digits; <c>-</c> where there is none.</summary>
    public static string Score(double value) => double.IsNaN(value) ? "-" : value.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>A mean of counts with one digit; <c>-</c> where there is none.</summary>
    public static string Mean(double value) => double.IsNaN(value) ? "-" : value.ToString("N1", CultureInfo.InvariantCulture);

    /// <summary>A share in percent.</summary>
    public static string Percent(double value) => double.IsNaN(value) ? "-" : (100 * value).ToString("F1", CultureInfo.InvariantCulture) + " %";

    /// <summary>A change of a score, signed.</summary>
    public static string Change(double value) => double.IsNaN(value) ? "-" : value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    /// <summary>A change of a share in percentage points, signed.</summary>
    public static string Points(double value) => double.IsNaN(value) ? "-" : (100 * value).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " pp";

    /// <summary>A count with thousands apart.</summary>
    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A change of a count, signed.</summary>
    public static string CountChange(double value) => value.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    /// <summary>A cost with four digits; <c>-</c> where there is none.</summary>
    public static string Cost(double value) => double.IsNaN(value) ? "-" : value.ToString("N4", CultureInfo.InvariantCulture);

    /// <summary>A change of a cost, signed; <c>-</c> where there is none.</summary>
    public static string CostChange(double value) => double.IsNaN(value) ? "-" : value.ToString("+#,0.0000;-#,0.0000;0.0000", CultureInfo.InvariantCulture);

    /// <summary>A duration to the second.</summary>
    public static string Duration(TimeSpan value) => value.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)value.TotalHours} h {value.Minutes:D2} min")
        : value.TotalMinutes >= 1 ? $"{value.Minutes} min {value.Seconds:D2} s" : $"{value.Seconds} s";

    /// <summary>A size in bytes.</summary>
    public static string Bytes(double value) => value >= 1e9
        ? (value / 1e9).ToString("F1", CultureInfo.InvariantCulture) + " GB" : (value / 1e6).ToString("F0", CultureInfo.InvariantCulture) + " MB";
}
