namespace Hindsight.Training;

/// <summary>What a health gate does when it trips.</summary>
public enum GateAction
{
    /// <summary>Nothing: it is not looked at.</summary>
    Off,

    /// <summary>It is written to the log and the step's report.</summary>
    Warn,

    /// <summary>The run stops with an error; the last good checkpoint stays.</summary>
    Stop,
}
