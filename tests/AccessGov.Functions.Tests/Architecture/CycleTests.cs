namespace AccessGov.Functions.Tests.Architecture;

/// <summary>Between the rooms of one project every road has one direction; between projects the compiler sees to that.</summary>
public sealed class CycleTests
{
    [Theory]
    [InlineData("Core")]
    [InlineData("App")]
    [InlineData("Web")]
    [InlineData("Functions")]
    public void No_way_leads_from_a_room_back_to_it(string project)
    {
        var roads = House
            .Uses.Where(u => House.ProjectOf(u.From) == project && House.ProjectOf(u.To) == project && u.From != u.To)
            .ToArray();
        Assert.NotEmpty(roads);
        foreach (var room in roads.Select(r => r.From).Distinct())
            if (WayBack(room, roads) is { } way)
                Assert.Fail($"{string.Join(" → ", way.Select(u => u.From))} → {room}: {string.Join("; ", way)}");
    }

    /// <summary>The shortest way from a room to itself, a use for each step.</summary>
    private static List<Use>? WayBack(string room, IReadOnlyList<Use> roads)
    {
        var reached = new Dictionary<string, List<Use>>();
        var next = new Queue<(string Room, List<Use> Way)>([(room, [])]);
        while (next.TryDequeue(out var at))
        {
            foreach (var road in roads.Where(r => r.From == at.Room))
            {
                List<Use> way = [.. at.Way, road];
                if (road.To == room)
                    return way;
                if (reached.TryAdd(road.To, way))
                    next.Enqueue((road.To, way));
            }
        }
        return null;
    }
}
