using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class SeedsTests
{
    [Fact]
    public void Derive_SameArguments_IsStableAcrossVersions()
    {
        // Recorded once: a change would make every stored run irreproducible.
        Seeds.Derive(1, "draft", 2, "task", 3).Should().Be(12120259105035931370UL);
    }

    [Fact]
    public void Derive_AnyArgumentDiffers_GivesAnotherSeed()
    {
        ulong[] seeds =
        [
            Seeds.Derive(1, "draft", 2, "task", 3), Seeds.Derive(2, "draft", 2, "task", 3), Seeds.Derive(1, "revision", 2, "task", 3),
            Seeds.Derive(1, "draft", 3, "task", 3), Seeds.Derive(1, "draft", 2, "tasks", 3), Seeds.Derive(1, "draft", 2, "task", 4),
            Seeds.Derive(1, "draft", 2, "task3"), Seeds.Derive(1, "drafttask", 2),
        ];
        seeds.Should().OnlyHaveUniqueItems();
    }
}
