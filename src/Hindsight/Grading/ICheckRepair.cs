using System.Text.Json;

namespace Hindsight.Grading;

/// <summary>How a check mends answers that miss it: by rule, keeping as much of the answer as it can.</summary>
public interface ICheckRepair
{
    /// <summary>When it comes among the repairs of other checks.</summary>
    RepairStage Stage { get; }

    /// <summary>When it comes, where that depends on the check's arguments.</summary>
    /// <param name="arguments">The check's arguments, valid.</param>
    RepairStage StageOf(IReadOnlyDictionary<string, JsonElement> arguments) => Stage;

    /// <summary>Mends an answer. The same arguments give the same text; nothing is thrown, whatever the answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="arguments">The check's arguments, valid.</param>
    /// <param name="context">What the mended answer's wording is drawn from, and what else must stay as it is.</param>
    /// <returns>
    /// A text that meets the check: the answer itself where it does already. <see langword="null"/> where it cannot be mended, as one that is blank, longer than
    /// <see cref="RepairContext.LongestAnswer"/> characters or would have to become so.
    /// </returns>
    string? Repair(string answer, IReadOnlyDictionary<string, JsonElement> arguments, RepairContext context);
}
