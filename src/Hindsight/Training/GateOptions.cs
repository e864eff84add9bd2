using System.ComponentModel.DataAnnotations;

namespace Hindsight.Training;

/// <summary>The health gates: limits beyond which a run is warned of or stopped. A loss or gradient that is not finite always stops it.</summary>
public sealed record GateOptions
{
    /// <summary>The largest share of a step's answers that may be ungraded.</summary>
    /// <value>0.5</value>
    [Range(0.0, 1.0)]
    public double UngradedShare { get; set; } = 0.5;

    /// <summary>What happens beyond it.</summary>
    /// <value><see cref="GateAction.Stop"/></value>
    public GateAction UngradedShareAction { get; set; } = GateAction.Stop;

    /// <summary>The largest number of answers in a row that may be ungraded, across steps, in the order of tasks and samples.</summary>
    /// <value>64</value>
    [Range(1, int.MaxValue)]
    public int ConsecutiveUngraded { get; set; } = 64;

    /// <summary>What happens beyond it.</summary>
    /// <value><see cref="GateAction.Stop"/></value>
    public GateAction ConsecutiveUngradedAction { get; set; } = GateAction.Stop;

    /// <summary>The largest mean |learner − sampler| log-prob of a step, nats; 0: 0.001 in fp32 and 0.05 in bf16.</summary>
    /// <value>0</value>
    [Range(0.0, 1e9)]
    public double LogProbDrift { get; set; }

    /// <summary>What happens beyond it.</summary>
    /// <value><see cref="GateAction.Warn"/></value>
    public GateAction LogProbDriftAction { get; set; } = GateAction.Warn;

    /// <summary>The smallest mean surprisal of draft tokens, nats: below it the entropy has collapsed.</summary>
    /// <value>0.01</value>
    [Range(0.0, 100.0)]
    public double Surprisal { get; set; } = 0.01;

    /// <summary>What happens below it.</summary>
    /// <value><see cref="GateAction.Warn"/></value>
    public GateAction SurprisalAction { get; set; } = GateAction.Warn;

    /// <summary>The largest share of drafts that the length limit may cut off.</summary>
    /// <value>0.5</value>
    [Range(0.0, 1.0)]
    public double TruncationRate { get; set; } = 0.5;

    /// <summary>What happens beyond it.</summary>
    /// <value><see cref="GateAction.Warn"/></value>
    public GateAction TruncationRateAction { get; set; } = GateAction.Warn;

    /// <summary>The largest share of graded groups whose rewards may be all equal.</summary>
    /// <value>0.9</value>
    [Range(0.0, 1.0)]
    public double NoSpreadShare { get; set; } = 0.9;

    /// <summary>What happens beyond it.</summary>
    /// <value><see cref="GateAction.Warn"/></value>
    public GateAction NoSpreadShareAction { get; set; } = GateAction.Warn;

    /// <summary>How far the score may rise above a held-out judge's (section <c>Gold</c>), against the difference with which the run began.</summary>
    /// <value>0.15</value>
    [Range(0.0, 1.0)]
    public double GoldDrift { get; set; } = 0.15;

    /// <summary>What happens beyond it: the policy may have learnt to please its judge only.</summary>
    /// <value><see cref="GateAction.Stop"/></value>
    public GateAction GoldDriftAction { get; set; } = GateAction.Stop;

    /// <summary>The number of answers graded by both that the beginning and the present difference are means of.</summary>
    /// <value>32</value>
    [Range(1, 1_000_000)]
    public int GoldWindow { get; set; } = 32;
}
