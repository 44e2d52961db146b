using AccessGov.Benchmarks.Scale;
using AccessGov.Functions.Serve;

namespace AccessGov.Sandbox.Tests;

/// <summary>The model behind docs/scale.md: the same each time, fair to one alone, and never faster in company.</summary>
public sealed class SimulatedAprilTests
{
    private static readonly AprilSettings Settings = new(HostRules.Read(Repository.Path("host.json")));

    [Fact]
    public void The_same_night_comes_again()
    {
        var crowded = Settings with { AccountPerSecond = 200, AtOnce = 8, IsOneApp = true };
        var (first, second) = (April.Run(crowded, AprilTowns.Of(30)), April.Run(crowded, AprilTowns.Of(30)));
        Assert.Equal(first.Done, second.Done);
        Assert.Equal(first.Leavers, second.Leavers);
        Assert.Equal((first.Requests, first.RefusedByAccount), (second.Requests, second.RefusedByAccount));
        Assert.True(first.RefusedByAccount > 0);
    }

    [Fact]
    public void One_alone_has_what_one_alone_has()
    {
        var fair = April.FairnessOf(Settings, [900], April.Run(Settings, [900]));
        Assert.Equal(new April.Fairness(1, 1, 1, 1), fair);
    }

    [Fact]
    public void Who_shares_little_waits()
    {
        var poor = Settings with { AccountPerSecond = 100 };
        var towns = AprilTowns.Of(20);
        var fair = April.FairnessOf(poor, towns, April.Run(poor, towns));
        Assert.True(fair.P50 > 1.5, $"{fair}");
        Assert.InRange(fair.Jain, 1.0 / towns.Length, 1);
    }
}
