namespace Hindsight.Learning;

/// <summary>The loss of a revised token.</summary>
public enum RevisedLoss
{
    /// <summary>Shaped: −A · ρ / (ρ + γ), no clip: hindsight.</summary>
    Shaped,

    /// <summary>As an on-policy token, with clip and dual clip: naive hindsight.</summary>
    OnPolicy,
}
