using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.Repairs;

/// <summary>How a check mends: the changes that may bring a text nearer to it, of which <see cref="CheckRepair"/> takes the first that does.</summary>
/// <param name="Stage">When it comes among other repairs.</param>
/// <param name="Changes">The text changed in one way or another, what is least intrusive first; made only as far as they are asked for.</param>
internal sealed record Mending(RepairStage Stage, Func<string, CheckArguments, RepairWords, IEnumerable<string>> Changes);
