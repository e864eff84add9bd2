using System.Text;

namespace Hindsight.Worker.Experiments;

/// <summary>Learning curves as SVG: a line for each series, a band of one standard deviation around it, axes, a legend.</summary>
internal static class LearningCurveChart
{
    private const int Width = 860, Height = 440, Left = 62, Right = 250, Top = 44, Bottom = 52;

    private static readonly string[] Colours = ["#444444", "#d95f02", "#e6ab02", "#1b9e77", "#377eb8", "#984ea3", "#a65628", "#66a61e"];

    /// <summary>The chart as an SVG document.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="horizontal">What the horizontal axis counts.</param>
    /// <param name="vertical">What the vertical axis measures; its values lie between 0 and 1.</param>
    /// <param name="series">At least one, each with at least one point.</param>
    public static string Draw(string title, string horizontal, string vertical, IReadOnlyList<CurveSeries> series)
    {
        double right = Math.Max(1e-9, series.Max(s => s.Points.Max(p => p.X)));
        double top = Math.Max(0.1, Math.Ceiling(series.Max(s => s.Points.Max(p => p.Mean + p.Deviation)) * 10) / 10);
        var svg = new StringBuilder();
        svg.AppendLine($"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">""");
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        Text(svg, Left, 24, title, "start", " font-size=\"15\"");
        Axes(svg, horizontal, vertical, right, top);
        for (int i = 0; i < series.Count; i++)
        {
            string colour = Colours[i % Colours.Length];
            IReadOnlyList<SeriesPoint> points = series[i].Points;
            string band = string.Join(' ', points.Select(p => At(p.X, p.Mean + p.Deviation)).Concat(points.Reverse().Select(p => At(p.X, p.Mean - p.Deviation))));
            svg.AppendLine($"""<polygon points="{band}" fill="{colour}" fill-opacity="0.10"/>""");
            svg.AppendLine($"""<polyline points="{string.Join(' ', points.Select(p => At(p.X, p.Mean)))}" fill="none" stroke="{colour}" stroke-width="2"/>""");
            double y = Top + 10 + 20 * i;
            svg.AppendLine($"""<line x1="{Width - Right + 14}" y1="{y}" x2="{Width - Right + 38}" y2="{y}" stroke="{colour}" stroke-width="2"/>""");
            Text(svg, Width - Right + 44, y + 4, series[i].Name, "start");
        }

        return svg.AppendLine("</svg>").ToString();

        string At(double x, double y) => $"{X(x, right):0.##},{Y(Math.Clamp(y, 0, top), top):0.##}";
    }

    private static void Axes(StringBuilder svg, string horizontal, string vertical, double right, double top)
    {
        const int Ticks = 5;
        for (int i = 0; i <= Ticks; i++)
        {
            double value = top * i / Ticks, y = Y(value, top);
            svg.AppendLine($"""<line x1="{Left}" y1="{y:0.##}" x2="{Width - Right}" y2="{y:0.##}" stroke="#dddddd"/>""");
            Text(svg, Left - 8, y + 4, $"{value:0.00}", "end");
            double step = right * i / Ticks;
            Text(svg, X(step, right), Height - Bottom + 18, step >= 10000 ? $"{step / 1000:0}k" : $"{step:0}", "middle");
        }

        Text(svg, Left + (Width - Left - Right) / 2.0, Height - 12, horizontal, "middle");
        Text(svg, 16, Top - 8, vertical, "start");
    }

    private static double X(double value, double right) => Left + value / right * (Width - Left - Right);

    private static double Y(double value, double top) => Height - Bottom - value / top * (Height - Top - Bottom);

    private static void Text(StringBuilder svg, double x, double y, string text, string anchor, string more = "") =>
        svg.AppendLine($"""<text x="{x:0.##}" y="{y:0.##}" text-anchor="{anchor}" fill="#333333"{more}>{System.Security.SecurityElement.Escape(text)}</text>""");
}
