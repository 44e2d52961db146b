using AccessGov.Sandbox.Tenant.State;
using AccessGov.Tests;
using CsCheck;

namespace AccessGov.Sandbox.Tests;

public sealed class OrderedBagTests
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS"), out var cases) ? cases : 200;

    [Fact]
    public void Adding_and_removing_keeps_the_order_of_arrival() =>
        Gen.Select(Gen.Int[0, 40], Gen.Bool)
            .Array[0, 400]
            .Sample(
                steps =>
                {
                    var bag = new OrderedBag<string>();
                    var model = new List<string>();
                    foreach (var (n, add) in steps)
                    {
                        var id = $"id{n}";
                        Assert.Equal(add ? !model.Contains(id) : model.Contains(id), add ? bag.TryAdd(id, id) : bag.Remove(id));
                        if (!add)
                            model.Remove(id);
                        else if (!model.Contains(id))
                            model.Add(id);
                    }

                    Assert.Equal(model, bag.Items());
                    Assert.Equal(model.Count, bag.Count);
                    Assert.All(model, id => Assert.True(bag.TryGet(id, out var item) && item == id));
                },
                iter: Cases
            );

    [Fact]
    public void Pages_cover_once_whatever_stays_while_others_come_and_go() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 99].Array[0, 100])
            .Sample(
                (pageSize, removals) =>
                {
                    var bag = new OrderedBag<string>();
                    for (var n = 0; n < 100; n++)
                        bag.TryAdd($"id{n}", $"id{n}");
                    var (seen, after, removal) = (new List<string>(), 0L, 0);
                    while (true)
                    {
                        var page = bag.After(after).Take(pageSize).ToArray();
                        if (page.Length == 0)
                            break;
                        seen.AddRange(page.Select(p => p.Item));
                        Assert.True(page[^1].Position > after, "a page does not get on");
                        after = page[^1].Position;
                        if (removal < removals.Length)
                            bag.Remove($"id{removals[removal++]}");
                    }

                    Assert.Equal(seen.Distinct(), seen);
                    Assert.Empty(bag.Items().Except(seen));
                },
                iter: Cases
            );
}
