namespace Hindsight.Worker.Configuration;

/// <summary>A named set of defaults, applied before every explicit setting.</summary>
internal enum Preset
{
    /// <summary>Demo for the embedded policy, Instructions for any other.</summary>
    Auto,

    /// <summary>Small steps at a high rate, for the embedded order desk and other tiny models.</summary>
    Demo,

    /// <summary>Instruction following with checks (specification, section 5).</summary>
    Instructions,

    /// <summary>Rubrics that models judge (specification, section 5).</summary>
    Judged,
}
