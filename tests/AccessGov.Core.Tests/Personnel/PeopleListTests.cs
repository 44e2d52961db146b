using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Tests.Personnel;

/// <summary>A list with differences is the list that one would get by writing it anew.</summary>
public sealed class PeopleListTests
{
    private static readonly SourceId Home = new("mayor");

    [Fact]
    public void It_is_the_list_that_one_would_write_anew() =>
        Gen.Select(Gen.Int[0, 60].HashSet[0, 40], Gen.Select(Gen.Int[0, 60], Gen.Bool).Array[0, 200])
            .Sample(
                (first, changes) =>
                {
                    var expected = new SortedDictionary<EmployeeId, Worker>(first.ToDictionary(Id, n => Of(n, "first")));
                    var list = new PeopleList([.. expected.Values]);
                    foreach (var (number, isThere) in changes)
                    {
                        var worker = isThere ? Of(number, "later") : null;
                        if (worker is null)
                            expected.Remove(Id(number));
                        else
                            expected[Id(number)] = worker;
                        list = list.With([(Id(number), worker)]);
                    }
                    Same(expected, list);
                }
            );

    [Fact]
    public void Many_differences_at_once_or_one_by_one_make_the_same_list()
    {
        var expected = new SortedDictionary<EmployeeId, Worker>(Enumerable.Range(0, 3_000).ToDictionary(Id, n => Of(n, "first")));
        var one = new PeopleList([.. expected.Values]);
        var changes = Enumerable.Range(0, 2_500).Select(n => (Id(n * 2), n % 3 == 0 ? null : Of(n * 2, "later"))).ToArray();
        var atOnce = one.With(changes);
        foreach (var (id, worker) in changes)
        {
            one = one.With([(id, worker)]);
            if (worker is null)
                expected.Remove(id);
            else
                expected[id] = worker;
        }
        Same(expected, one);
        Same(expected, atOnce);
    }

    private static void Same(SortedDictionary<EmployeeId, Worker> expected, PeopleList list)
    {
        Assert.Equal(expected.Count, list.Count);
        Assert.Equal(expected.Values, list);
        Assert.Equal(expected.Values, Enumerable.Range(0, list.Count).Select(i => list[i]));
        for (var n = 0; n <= 60; n++)
            Assert.Equal(expected.GetValueOrDefault(Id(n)), list.Find(Id(n)));
        Assert.Throws<ArgumentOutOfRangeException>(() => list[list.Count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[-1]);
    }

    private static EmployeeId Id(int number) => new($"E{number:D5}");

    private static Worker Of(int number, string name) => new(Id(number), Home, name, [], [], []);
}
