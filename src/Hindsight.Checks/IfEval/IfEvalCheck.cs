using Hindsight.Checks.Readings;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>A verifiable instruction of IFEval (Zhou et al., "Instruction-Following Evaluation for Large Language Models", 2023), decided as its published program decides it.</summary>
internal abstract class IfEvalCheck(string instruction, string description, params IReadOnlyList<CheckParameter> parameters)
    : LooselyReadCheck($"ifeval/{instruction}", description, parameters);
