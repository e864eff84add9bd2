namespace Hindsight.Training;

/// <summary>A health gate that tripped.</summary>
/// <param name="Gate">The gate's name, as its option is called.</param>
/// <param name="Action">What follows.</param>
/// <param name="Message">What was measured and the limit.</param>
public sealed record GateFinding(string Gate, GateAction Action, string Message);
