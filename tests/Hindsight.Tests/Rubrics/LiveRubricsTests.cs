using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Testing;

namespace Hindsight.Tests.Rubrics;

public sealed class LiveRubricsTests : IDisposable
{
    private const string Desk = "criteria:\n  - { id: polite, text: Is polite }\n", Heavier = "criteria:\n  - { id: polite, text: Is polite, weight: 2 }\n";

    private static readonly TrainingTask[] Tasks =
    [
        .. Enumerable.Range(1, 3).Select(i => new TrainingTask { Id = $"t{i}", Messages = [ChatMessage.User("question")], Variables = new Dictionary<string, string> { ["words"] = "many" } }),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Refresh_NoEdit_ChangesNothing()
    {
        LiveRubrics sut = Load();
        Rubric before = sut.Resolve(Tasks[0]);

        Refresh(sut).Should().BeSameAs(RubricChanges.None);
        sut.Resolve(Tasks[0]).Should().BeSameAs(before);
    }

    [Fact]
    public void Refresh_ValidEdit_TakesEffectThenAndNotBefore()
    {
        LiveRubrics sut = Load();
        string before = sut.Resolve(Tasks[0]).Version;
        _folder.Write("desk.yaml", Heavier);
        sut.Resolve(Tasks[0]).Criteria[0].Weight.Should().Be(1, "nobody has asked for edits yet");

        RubricChanges changes = Refresh(sut);

        Rubric after = sut.Resolve(Tasks[0]);
        after.Criteria[0].Weight.Should().Be(2);
        changes.Taken.Should().Equal($"rubric 'desk': version {before} → {after.Version}:", "  criterion 'polite' weight: 1 → 2");
        changes.Refused.Should().BeEmpty();
        Refresh(sut).Should().BeSameAs(RubricChanges.None);
    }

    [Fact]
    public void Refresh_InvalidEdit_KeepsTheOldVersionAndTellsEveryFaultOnce()
    {
        LiveRubrics sut = Load();
        string before = sut.Resolve(Tasks[0]).Version, path = _folder.Write("desk.yaml", "criteria:\n  - { id: polite, text: Is polite, wieght: 2 }\n  - { id: a, check: contain }\n");

        RubricChanges changes = Refresh(sut);

        sut.Resolve(Tasks[0]).Version.Should().Be(before);
        changes.Taken.Should().BeEmpty();
        changes.Refused.Should().HaveCount(3);
        changes.Refused[0].Should().StartWith("rubric 'desk': version ").And.EndWith($" cannot be used; version {before} stays.");
        changes.Refused[1].Should().StartWith($"{path}:2:36: found the unknown key 'wieght'");
        changes.Refused[2].Should().StartWith($"{path}:3:21: found the unknown check 'contain'");
        Refresh(sut).Should().BeSameAs(RubricChanges.None, "the same content was told already");

        _folder.Write("desk.yaml", Desk);
        Refresh(sut).Should().BeSameAs(RubricChanges.None, "it is the old version again");
        _folder.Write("desk.yaml", Heavier);
        Refresh(sut).Taken.Should().HaveCount(2);
    }

    [Fact]
    public void Refresh_EditThatTasksDoNotFit_NamesThePlaceAndTheTasks()
    {
        LiveRubrics sut = Load();
        string path = _folder.Write("desk.yaml", """
            criteria:
              - { id: polite, text: "Greets {{$name}}" }
              - { id: signed, text: "Signs as {{$name}} of {{$desk}}" }
            """);
        Refresh(sut).Refused.Skip(1).Should().Equal(
            $"{path}:2:5: task 't1' and 2 others: found no variable 'name', which rubric 'desk' asks for.",
            $"{path}:3:5: task 't1' and 2 others: found no variable 'desk', which rubric 'desk' asks for.");

        _folder.Write("desk.yaml", Desk + "  - { id: short, text: Is short, check: word_count, arguments: { maximum: \"{{$words}}\" } }\n");
        Refresh(sut).Refused.Skip(1).Should().Equal($"{path}:3:5: task 't1' and 2 others: criterion 'short', word_count: 'maximum' is a String");
        sut.Resolve(Tasks[0]).Criteria.Should().ContainSingle();
    }

    [Fact]
    public void Refresh_EditWhoseTemplateAsksForWhatTasksLack_KeepsTheOldVersionAndNamesTheTemplate()
    {
        LiveRubrics sut = Load();
        string before = sut.Resolve(Tasks[0]).Version;
        string path = _folder.Write("desk.yaml", "# A comment.\ntemplate: \"{{$answer}} {{$words}} {{$word}}\"\ninput_variables: [{ name: word }]\n" + Heavier);

        RubricChanges changes = Refresh(sut);

        changes.Taken.Should().BeEmpty();
        changes.Refused.Skip(1).Should().Equal($"{path}:2:11: task 't1' and 2 others: found no variable 'word', which the template of rubric 'desk' asks for.");
        sut.Resolve(Tasks[0]).Version.Should().Be(before);
    }

    [Fact]
    public void Refresh_EditThatTheGraderCannotUse_NamesThePlaceUnlessNoTaskNeedsIt()
    {
        LiveRubrics sut = Load();
        RubricFault[] Demands(Rubric rubric) => [new RubricFault(rubric.Criteria[0].Id, "found the judge's name 'x'."), new RubricFault(null, "the template cannot be used.")];
        string path = _folder.Write("desk.yaml", "# A comment.\ntemplate: t\n" + Heavier);
        _folder.Write("other.yaml", Desk);

        RubricChanges changes = sut.Refresh(Tasks, Demands);

        changes.Taken.Should().ContainSingle().Which.Should().StartWith("rubric 'other': new");
        changes.Refused.Skip(1).Should().Equal($"{path}:4:5: found the judge's name 'x'.", $"{path}:2:11: the template cannot be used.");
        sut.Resolve(Tasks[0]).Criteria[0].Weight.Should().Be(1);
    }

    [Fact]
    public void Refresh_WhatARefusedEditLackedAppears_TakesItUpThoughTheFileIsTheSame()
    {
        LiveRubrics sut = Load();
        string path = _folder.Write("desk.yaml", Heavier);
        string[] lacking = ["the judge 'x'", "the check 'y'"];
        IReadOnlyList<RubricFault> Demands(Rubric rubric) => [.. lacking.Select(what => new RubricFault(null, $"found no {what}."))];

        sut.Refresh(Tasks, Demands).Refused.Skip(1).Should().Equal($"{path}:1:1: found no the judge 'x'.", $"{path}:1:1: found no the check 'y'.");
        sut.Refresh(Tasks, Demands).Should().BeSameAs(RubricChanges.None);
        lacking = ["the check 'y'"];
        sut.Refresh(Tasks, Demands).Refused.Skip(1).Should().Equal([$"{path}:1:1: found no the check 'y'."], "what is wrong with it is another thing now");
        sut.Refresh(Tasks, Demands).Should().BeSameAs(RubricChanges.None);
        lacking = [];
        sut.Refresh(Tasks, Demands).Taken.Should().HaveCount(2);

        sut.Resolve(Tasks[0]).Criteria[0].Weight.Should().Be(2);
    }

    [Fact]
    public void Refresh_TasksThatARefusedEditDidNotFitAreGone_TakesItUp()
    {
        LiveRubrics sut = Load();
        _folder.Write("desk.yaml", "criteria:\n  - { id: polite, text: \"Greets {{$name}}\" }\n");
        TrainingTask named = Tasks[0] with { Variables = new Dictionary<string, string> { ["name"] = "Ada" } };

        sut.Refresh([named, Tasks[1]], _ => []).Refused.Should().NotBeEmpty();
        sut.Refresh([named], _ => []).Taken.Should().NotBeEmpty();

        sut.Resolve(named).Criteria[0].Text.Should().Be("Greets Ada");
    }

    [Fact]
    public void Refresh_NewFile_CanBeNamed()
    {
        LiveRubrics sut = Load();
        TrainingTask task = Tasks[0] with { Rubric = "other" };
        _folder.Write("other.yaml", Heavier);
        FluentActions.Invoking(() => sut.Resolve(task)).Should().Throw<RubricException>();

        Refresh(sut);

        sut.Resolve(task).Criteria[0].Weight.Should().Be(2);
    }

    [Fact]
    public void Refresh_RemovedFile_StaysWhereTasksNeedIt()
    {
        string other = _folder.Write("other.yaml", Desk), desk = _folder.Write("desk.yaml", Desk);
        LiveRubrics sut = Load();
        string version = sut.Resolve(Tasks[0]).Version;
        File.Delete(other);
        File.Delete(desk);

        RubricChanges changes = Refresh(sut);

        changes.Taken.Should().Equal($"rubric 'other': removed, version {version}.");
        changes.Refused.Should().Equal($"{desk}: found no such file, expected the rubric of 3 tasks; version {version} stays.");
        sut.Resolve(Tasks[0]).Version.Should().Be(version);
        Refresh(sut).Should().BeSameAs(RubricChanges.None);
    }

    [Fact]
    public void Refresh_FolderGone_KeepsAllAndSaysItOnce()
    {
        string folder = Path.GetDirectoryName(_folder.Write("rubrics/desk.yaml", Desk))!;
        var sut = new LiveRubrics(RubricCatalog.Load(folder, FakeChecks.All, "desk"));
        Directory.Delete(folder, recursive: true);

        Refresh(sut).Refused.Should().ContainSingle().Which.Should().StartWith(folder + ": ").And.EndWith("The rubrics stay as they are.");
        Refresh(sut).Should().BeSameAs(RubricChanges.None);
        sut.Resolve(Tasks[0]).Name.Should().Be("desk");
    }

    private LiveRubrics Load()
    {
        if (!File.Exists(_folder.PathOf("desk.yaml"))) _folder.Write("desk.yaml", Desk);
        return new LiveRubrics(RubricCatalog.Load(_folder.Path, FakeChecks.All, "desk"));
    }

    private static RubricChanges Refresh(LiveRubrics sut) => sut.Refresh(Tasks, _ => []);
}
