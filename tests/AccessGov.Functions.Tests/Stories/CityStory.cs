using AccessGov.Core.Kernel;
using AccessGov.Sandbox;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.City.Files;
using AccessGov.Sandbox.Demo;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>A generated city whose tenant is as 31 March left it, two members added by hand included.</summary>
internal sealed class CityStory : Story
{
    public static readonly IReadOnlyList<string> Sources = ["mayor", "education", "fire", "water"];
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private CityStory(PretendCity city, TenantEmulator tenant, JumpingClock clock, string root)
        : base(tenant, clock, root, Sample.Text)
    {
        City = city;
        Faults = CityFiles.Write(city, Path.Combine(root, "city"));
        StartingTenant.Fill(tenant.Directory, city, Policy);
        var strays = CitySeed.Of(city).Strays.Select(s => s.Worker).ToHashSet();
        var staying = city.People()
            .Where(p =>
                p.Event == CityEvent.Stays
                && p.Before!.Employments[0].Kind == EmploymentKind.Regular
                && p.Before.Leaves.Count == 0
                && !strays.Contains(p.Before.Id)
            )
            .Select(p => p.After.Id)
            .Take(3)
            .ToArray();
        (Author, Auditor, Announcer) = (staying[0], staying[1], staying[2]);
        Sit(Author);
    }

    public PretendCity City { get; }

    public IReadOnlyList<InjectedFault> Faults { get; }

    public EmployeeId Author { get; }

    /// <summary>Who brings the 内示・発令 list: one who brought the facts foretells nothing by it.</summary>
    public EmployeeId Announcer { get; }

    /// <inheritdoc/>
    public override EmployeeId Auditor { get; }

    public static async Task<CityStory> OpenAsync(int staff = 120, ulong seed = 1, FaultLevel faults = FaultLevel.None)
    {
        var clock = new JumpingClock(new DateTimeOffset(2026, 3, 31, 9, 0, 0, Japan));
        var tenant = await TenantEmulator.StartAsync(new TenantOptions { Clock = clock });
        return new CityStory(
            new PretendCity(new CitySettings(staff, seed, faults)),
            tenant,
            clock,
            System.IO.Directory.CreateTempSubdirectory("story-").FullName
        );
    }

    /// <summary>A file of the city's deliveries.</summary>
    public string Delivery(string name) => Path.Combine(Root, "city", name);

    public void MoveTo(int month, int day) => Clock.MoveTo(new DateTimeOffset(2026, month, day, 6, 0, 0, Japan));

    /// <summary>Imports the four extracts of a folder.</summary>
    public async Task ImportAsync(string folder, string asOf)
    {
        foreach (var source in Sources)
            (await RunAsync($"hr import {Delivery($"{folder}/{source}.csv")} --source {source} --as-of {asOf}")).Ended(0);
    }

    /// <summary>31 March, settled: what the other days begin with.</summary>
    public async Task SettleOldYearAsync()
    {
        await ImportAsync("3-31", "2026-03-31");
        (await RunAsync($"hr keys {Delivery("keys.csv")}")).Ended(0);
        (await RunAsync($"hr training {Delivery("training.csv")}")).Ended(0);
        await SettleAsync();
    }
}
