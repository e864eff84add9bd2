namespace Hindsight.Torch.Text.Jinja;

/// <summary>The value of what is not there: prints nothing, is false and empty; anything else done with it is a fault that names it.</summary>
internal sealed record Undefined(string Description)
{
    /// <summary>The fault of using it.</summary>
    public JinjaFault Fault() => new($"{Description} is undefined.");
}
