using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Settings;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Sandbox;
using AccessGov.Sandbox.City;
using AccessGov.Sandbox.Demo;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Directory;

/// <summary>A generated city on 1 April before a tenant as 31 March left it, and hands that spoil both.</summary>
internal sealed class VicinityWorld : IAsyncDisposable
{
    private readonly PretendCity city;
    private readonly List<Worker> workers;
    private readonly List<ProtectedAccount> kept = [];
    private readonly EmployeeId[] numbers;
    private readonly SortedDictionary<EmployeeId, ChosenAccount> chosen = [];

    private VicinityWorld(TenantEmulator tenant, JumpingClock clock, ulong seed)
    {
        Tenant = tenant;
        Directory = new EntraDirectory(
            new DirectorySettings
            {
                BaseUri = tenant.BaseUri,
                TokenUri = tenant.TokenUri,
                ClientId = "a",
                Secret = "b",
            },
            clock
        );
        city = new PretendCity(new CitySettings(CitySettings.Fewest, seed));
        StartingTenant.Fill(tenant.Directory, city, Sample.Policy);
        workers = [.. city.WorkersOn401];
        numbers = [.. workers.Select(w => w.Id)];
    }

    public TenantEmulator Tenant { get; }

    public EntraDirectory Directory { get; }

    public GovernancePolicy Policy => Sample.Policy with { ProtectedAccounts = [.. Sample.Policy.ProtectedAccounts, .. kept] };

    public IReadOnlyList<Entitlement> Governed => App.Planning.MakePlan.Governed(Policy);

    public DesiredState Desired => DesiredWhere(id => id);

    /// <summary>The same where accounts and groups have other ids.</summary>
    public DesiredState DesiredWhere(Func<Guid, Guid> idOf)
    {
        var policy = Policy with
        {
            Entitlements = [.. Policy.Entitlements.Select(e => e with { GroupId = idOf(e.GroupId) })],
            ProtectedAccounts = [.. Policy.ProtectedAccounts.Select(p => p with { ObjectId = p.ObjectId is { } id ? idOf(id) : null })],
        };
        var desired = StartingRights.Desire(workers, CitySettings.NewYear, city, policy);
        return chosen.Count == 0
            ? desired
            : Entitlements.Of(
                desired.Facts with
                {
                    Chosen = [.. chosen.Values.Select(c => c with { Account = idOf(c.Account) })],
                },
                desired.Policy,
                desired.On
            );
    }

    public static async Task<VicinityWorld> OpenAsync(ulong seed)
    {
        var clock = new JumpingClock();
        return new VicinityWorld(await TenantEmulator.StartAsync(new TenantOptions { Clock = clock }), clock, seed);
    }

    /// <summary>Reads for one worker as the facts are now.</summary>
    public Task<DirectoryRead> ReadAsync(EmployeeId who) => ReadAsync(VicinityOf(who));

    public Task<DirectoryRead> ReadAsync(Vicinity vicinity) =>
        Directory.CaptureVicinityAsync(Governed, vicinity, TestContext.Current.CancellationToken);

    public Vicinity VicinityOf(EmployeeId who)
    {
        var desired = Desired;
        return Vicinity.Of(desired, desired.Facts.Roster.Find(who)!);
    }

    /// <summary>The one account of a worker.</summary>
    public TenantUser Account(EmployeeId who) => Assert.Single(Tenant.Directory.FindByEmployeeId(who.Value));

    /// <summary>A vicinity without a tenant around it.</summary>
    public static Vicinity VicinityOfSomebody()
    {
        var city = new PretendCity(new CitySettings(CitySettings.Fewest));
        var desired = StartingRights.Desire(city.WorkersOn401, CitySettings.NewYear, city, Sample.Policy);
        return Vicinity.Of(desired, desired.Facts.Roster.Workers[0]);
    }

    public EmployeeId Number(int n) => numbers[n % numbers.Length];

    /// <summary>Does one thing to one person, with the help of another.</summary>
    public void Spoil(Spoiling what, int who, int other)
    {
        var number = Number(who);
        var account = Tenant.Directory.FindByEmployeeId(number.Value) is [var first, ..] ? first : null;
        var group = Governed[other % Governed.Count].GroupId.ToString();
        switch (what)
        {
            case Spoiling.SecondAccount:
                Tenant.Directory.Add(new TenantUser($"second-{who}-{Guid.NewGuid():N}@example.jp") { EmployeeId = number.Value });
                break;
            case Spoiling.NumberLost:
                SetNumber(account, null);
                break;
            case Spoiling.Chosen:
                // Named as accounts were before: only its object id leads there. Sometimes it is renamed once more.
                if (account is not null && other % 3 > 0)
                    account.UserPrincipalName = $"old-{who}-{Guid.NewGuid():N}@old.example.jp";
                if (account is not null)
                    chosen[number] = new ChosenAccount(number, Guid.Parse(account.Id), account.UserPrincipalName, "list", Number(other));
                SetNumber(account, null);
                break;
            case Spoiling.NumberMistyped:
                SetNumber(account, "\uff10" + number.Value);
                break;
            case Spoiling.NumberOfAnother:
                SetNumber(account, Number(other).Value);
                break;
            case Spoiling.Deleted:
                if (account is not null)
                    Tenant.Directory.DeleteUser(account.Id);
                break;
            case Spoiling.Synced:
                if (account is not null)
                    account.Synced = true;
                break;
            case Spoiling.Guest:
                if (account is not null)
                    account["userType"] = "Guest";
                break;
            case Spoiling.Disabled:
                if (account is not null)
                    account.AccountEnabled = !account.AccountEnabled;
                break;
            case Spoiling.Renamed:
                if (account is not null)
                    account["displayName"] = "\u5225\u4eba";
                break;
            case Spoiling.MemberByHand:
                if (account is not null && Tenant.Directory.FindGroup(group) is not null)
                    Tenant.Directory.AddMember(group, account.Id);
                break;
            case Spoiling.MemberOfOther:
                if (account is not null)
                    Tenant.Directory.AddMember(Tenant.Directory.Add(new TenantGroup("own")).Id, account.Id);
                break;
            case Spoiling.GroupDeleted:
                Tenant.Directory.DeleteGroup(group);
                break;
            case Spoiling.Protected:
                kept.Add(
                    account is null || other % 2 == 0
                        ? new ProtectedAccount(
                            null,
                            number + Sample.Policy.UserPrincipalNameSuffix.ToUpperInvariant(),
                            ProtectionKind.Named,
                            ""
                        )
                        : new ProtectedAccount(Guid.Parse(account.Id), null, ProtectionKind.BreakGlass, "")
                );
                break;
            case Spoiling.Continues:
                Change(number, w => w with { FormerId = Number(other) == number ? null : Number(other) });
                break;
            case Spoiling.LeavesAtOnce:
                Change(
                    number,
                    w =>
                        w with
                        {
                            Employments =
                            [
                                w.Employments[^1] with
                                {
                                    EndsAtOnce = true,
                                    Days = new DateSpan(new DateOnly(2020, 4, 1), new DateOnly(2026, 3, 31)),
                                },
                            ],
                        }
                );
                break;
            case Spoiling.Contested:
                Claim(number);
                break;
            default:
                throw new InvalidOperationException($"{what}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Dispose();
        await Tenant.DisposeAsync();
    }

    private static void SetNumber(TenantUser? account, string? number)
    {
        if (account is not null)
            account.EmployeeId = number;
    }

    /// <summary>Another source says that the person once was its own: two claim one number.</summary>
    private void Claim(EmployeeId id)
    {
        if (workers.FindAll(w => w.Id == id) is not [var claimed])
            return;
        var other = Sample.Policy.Sources.First(s => s.Id != claimed.Home).Id;
        workers.Add(
            claimed with
            {
                Home = other,
                Postings = [],
                Employments = [new Employment(EmploymentKind.Regular, new DateSpan(new DateOnly(2020, 4, 1), new DateOnly(2021, 3, 31)))],
            }
        );
    }

    private void Change(EmployeeId id, Func<Worker, Worker> change)
    {
        for (var i = 0; i < workers.Count; i++)
            if (workers[i].Id == id)
                workers[i] = change(workers[i]).Canonical();
    }
}

/// <summary>What hands do.</summary>
internal enum Spoiling
{
    SecondAccount,
    NumberLost,
    Chosen,
    NumberMistyped,
    NumberOfAnother,
    Deleted,
    Synced,
    Guest,
    Disabled,
    Renamed,
    MemberByHand,
    MemberOfOther,
    GroupDeleted,
    Protected,
    Continues,
    LeavesAtOnce,
    Contested,
}
