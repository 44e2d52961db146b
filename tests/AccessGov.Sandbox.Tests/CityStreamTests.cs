using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class CityStreamTests
{
    [Fact]
    public void A_large_city_is_streamed_and_not_kept()
    {
        var seen = 0;
        long early = 0;
        foreach (var _ in new PretendCity(new CitySettings(100_000, 1)).People())
            if (++seen == 5_000)
                early = GC.GetTotalMemory(forceFullCollection: true);
        // Keeping 95,000 people would cost far more than 20 MB.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, 20_000_000);
        Assert.InRange(seen, 104_000, 106_000);
    }

    [Fact]
    public void Benchmark_workers_ascend_and_5_percent_switch_office()
    {
        var source = new PopulationSource(20_000);
        var before = source.On331().ToList();
        var after = source.On401().ToList();
        Assert.Equal(20_000, before.Count);
        Assert.Equal(before.Select(w => w.Id), after.Select(w => w.Id));
        Assert.Equal(before.Select(w => w.Id).Order(), before.Select(w => w.Id));
        Assert.InRange(after.Count(w => w.Postings.Count == 2), 850, 1150);
        Assert.All(after.Where(w => w.Postings.Count == 2), w => Assert.NotEqual(w.Postings[0].Org, w.Postings[1].Org));
        Assert.Equal(source.On401().Select(w => w.Postings), new PopulationSource(20_000).On401().Select(w => w.Postings));
    }
}
