using Hindsight.Rubrics;
using Hindsight.Testing;

namespace Hindsight.Tests.Rubrics;

public sealed class RubricLinterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("template: \"{{$anwser}} {{$tone}} {{$answer}}\"\ninput_variables: [{name: tone}]\ncriteria: [{id: a, text: A}]",
        "1:11: found the variable 'anwser' in the template, expected one of instruction, criteria, answer, data_notice, reply_schema, tone, or that 'input_variables' has it; the nearest is 'answer'.")]
    [InlineData("template: |\n  {{$fence}}\n  {{$answer}}\n  {{$fence}}\ncriteria: [{id: a, text: A}]",
        "1:11: found the variable 'fence' in the template, expected one of instruction, criteria, answer, data_notice, reply_schema, or that 'input_variables' has it; the nearest is 'answer'.")]
    [InlineData("criteria: [{id: a, text: A, levels: [{degree: 0, description: Poor}, {degree: 0.5, description: 'poor '}, {degree: 1, description: good}]}]",
        "1:12: found 2 levels of 'a' described as 'Poor', expected different ones: of these a judge can reach but one.")]
    [InlineData("tools: [contains]\ncriteria: [{id: a, check: contains, arguments: {text: x}}]", "1:8: found tools for a judge, expected a criterion that a judge decides.")]
    [InlineData("calls: group\ncriteria: [{id: a, text: A}]", "1:8: found calls by group, expected a criterion with a 'group'.")]
    public void Lint_ReadableButCannotBeMeant_SaysSo(string yaml, string fault) => Lint(yaml).Should().Equal($"{_folder.PathOf("desk.yaml")}:{fault}");

    [Fact]
    public void Lint_FaultsOfBothKinds_NamesThemInOrder() =>
        Lint("calls: group\ncriteria: [{id: a, text: A, wieght: 1}]").Select(f => f[_folder.PathOf("desk.yaml:").Length..][..2]).Should().Equal("1:", "2:");

    [Fact]
    public void Lint_FaultsThatAreFoundElsewhere_StandBesideItsOwnUnlessTheFileCannotBeRead()
    {
        RubricFault[] further = [new(null, "it calls a function.")];
        string path = _folder.PathOf("desk.yaml");

        Lint("template: \"{{$anwser}}\"\ncriteria: [{id: a, text: A}]", _ => further).Should().HaveCount(2).And.EndWith($"{path}:1:11: it calls a function.");
        Lint("template: \"{{$anwser}}\"\ncriteria: [{id: a, txt: A}]", _ => further).Should().NotContain(fault => fault.Contains("calls a function"), "a rubric with faults is not to be used");
    }

    [Theory]
    [InlineData("template: \"{{ $answer }} {{$data_notice}} {{$reply_schema}}\"\ncriteria: [{id: a, text: A, group: g}, {id: b, text: B, when: {met: a}}]\ncalls: group\ntools: [contains]")]
    [InlineData("criteria: [{id: a, text: A, levels: [{degree: 0, description: poor}, {degree: 1, description: good}]}]")]
    public void Lint_SoundFile_FindsNothing(string yaml) => Lint(yaml).Should().BeEmpty();

    private IReadOnlyList<string> Lint(string yaml, Func<Rubric, IReadOnlyList<RubricFault>>? further = null) => RubricLinter.Lint(_folder.Write("desk.yaml", yaml), FakeChecks.All, further);
}
