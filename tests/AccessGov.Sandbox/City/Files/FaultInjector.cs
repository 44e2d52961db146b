using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Sandbox.City.Files;

/// <summary>Spoils the rows of one file. What cannot be repaired goes by count, so that it stays below the reject limit.</summary>
internal sealed class FaultInjector(
    CitySettings settings,
    ExtractFormat format,
    string folder,
    DateOnly asOf,
    Action<InjectedFault> injected
)
{
    private const ulong Subject = 3;
    private readonly bool _isOn = settings.Faults != FaultLevel.None;
    private readonly int _times = settings.Faults == FaultLevel.Heavy ? 4 : 1;
    private int _people,
        _leavers;

    /// <summary>What is wrong with everything this file says about one person.</summary>
    /// <param name="Kinds">Faults of the texts.</param>
    /// <param name="LosesSidePosts">兼務 becomes free text.</param>
    /// <param name="ReusesNumber">A retired namesake of the number follows.</param>
    /// <param name="LosesEnd">退職日 is blank.</param>
    /// <param name="LosesOrg">所属コード is unknown.</param>
    /// <param name="KeepsOldOrg">所属コード is that of a closed office.</param>
    public sealed record Plan(
        IReadOnlyList<FaultKind> Kinds,
        bool LosesSidePosts,
        bool ReusesNumber,
        bool LosesEnd,
        bool LosesOrg,
        bool KeepsOldOrg
    )
    {
        public static readonly Plan Clean = new([], false, false, false, false, false);
    }

    /// <summary>Decides about a person; the same in every folder.</summary>
    public Plan For(Person person, Worker worker)
    {
        // A new number is a row more on one day only; counting it would shift the faults of everybody after it.
        if (!_isOn || worker.Home.Value != format.Source || worker.Id != person.After.Id)
            return Plan.Clean;
        var random = SplitMix.For(settings.Seed, Subject, person.Index);
        List<FaultKind> kinds = [];
        void Roll(FaultKind kind, int rate, bool applies)
        {
            if (random.Chance(rate * _times) && applies)
                kinds.Add(kind);
        }
        var isFire = format is FireFormat;
        Roll(FaultKind.LostLeadingZeros, 200, !isFire);
        Roll(FaultKind.FullWidthNumber, 100, !isFire && !kinds.Contains(FaultKind.LostLeadingZeros));
        Roll(FaultKind.TrailingSpace, 300, true);
        Roll(FaultKind.NoNameSeparator, 100, true);
        Roll(FaultKind.PrivateUseCharacter, 50, format.IsCp932);
        Roll(FaultKind.OutsideCp932, 5000, !format.IsCp932 && Rare(worker.DisplayName) != worker.DisplayName);
        Roll(FaultKind.NecByteForm, 5000 / _times, format.IsCp932 && Cp932.HasTwoForms(worker.DisplayName));
        Roll(FaultKind.EraAfterItsEnd, 50, format is MayorFormat);
        Roll(FaultKind.IdeographicNull, 200, format is MayorFormat);
        var isMayor = format is MayorFormat;
        var leaves = asOf > CitySettings.OldYear && person.Event is CityEvent.Leaves or CityEvent.TermEnds;
        return new Plan(
            kinds,
            isMayor && random.Chance(800 * _times) && worker.Postings.Any(p => p.Kind == PostingKind.Concurrent),
            ReusesNumber: Every(330, ref _people) && isMayor,
            LosesEnd: isMayor && leaves && Every(20, ref _leavers),
            // Half a turn away from the reused numbers; only after the reorganisation of 1 April.
            LosesOrg: asOf > CitySettings.OldYear && _people % (330 / (_times * _times)) == 165 / (_times * _times),
            KeepsOldOrg: isMayor && random.Chance(1000) && person.Event == CityEvent.Stays && worker.Leaves.Count > 0
        );
    }

    /// <summary>Spoils a row and says so.</summary>
    public void Spoil(ExtractRow row, Plan plan, int number)
    {
        foreach (var kind in plan.Kinds)
            if (!row.IsGuest && Apply(kind, row))
                Say(kind, row, number);
        if (row.IsGuest)
            return;
        if (plan.LosesSidePosts && row.Posting == row.Worker.Postings[0])
        {
            row.SideText = string.Concat(
                row.Worker.Postings.Where(p => p.Kind == PostingKind.Concurrent).Select(p => $"（兼）{Offices.Of(p.Org.Value).Name}")
            );
            Say(FaultKind.SidePostAsText, row, number);
        }
        if (plan.LosesEnd && row.EndsOn is not null)
        {
            row.EndsOn = null;
            Say(FaultKind.RetiredWithoutEnd, row, number);
        }
        if ((plan.LosesOrg || plan.KeepsOldOrg) && row.Posting.Kind == PostingKind.Primary && row.Posting.Days.Covers(asOf))
        {
            (row.Org, row.OrgName) = plan.KeepsOldOrg ? ("030390", "南部保育園") : ("019800", "デジタル戦略室");
            Say(plan.KeepsOldOrg ? FaultKind.AbolishedOrg : FaultKind.UnknownOrg, row, number);
        }
    }

    /// <summary>Somebody who retired long ago, under the number of the person.</summary>
    public ExtractRow RetiredNamesake(Person person, Worker worker, int number)
    {
        var days = new DateSpan(new DateOnly(1981, 4, 1), new DateOnly(2013, 3, 31));
        var old = worker with
        {
            DisplayName = "黒岩　茂",
            Employments = [new Employment(EmploymentKind.Regular, days)],
            Postings = [new Posting(worker.Home, PostingKind.Primary, new OrgCode("060200"), "課長補佐", days)],
            Leaves = [],
            FormerId = null,
        };
        var row = new ExtractRow(person with { BornOn = new DateOnly(1953, 2, 3), IsFemale = false }, old, old.Postings[0], asOf)
        {
            Kana = "クロイワ　シゲル",
        };
        Say(FaultKind.ReusedNumber, row, number);
        return row;
    }

    private static bool Apply(FaultKind kind, ExtractRow row)
    {
        var before = (row.Id, row.Name);
        switch (kind)
        {
            case FaultKind.LostLeadingZeros:
                row.Id = row.Id.TrimStart('0');
                break;
            case FaultKind.FullWidthNumber:
                row.Id = DateForms.FullWidth(row.Id);
                break;
            case FaultKind.TrailingSpace:
                row.Name += "　　";
                break;
            case FaultKind.NoNameSeparator:
                row.Name = row.Name.Replace("　", "", StringComparison.Ordinal);
                break;
            case FaultKind.PrivateUseCharacter:
                row.Name = '\uE000' + row.Name[1..];
                break;
            case FaultKind.OutsideCp932:
                row.Name = Rare(row.Name);
                break;
            case FaultKind.NecByteForm:
                return row.IsNecForm = true;
            case FaultKind.EraAfterItsEnd:
                return row.IsOldEra = true;
            case FaultKind.IdeographicNull:
                return row.IsIdeographicNull = true;
            default:
                break;
        }
        return before != (row.Id, row.Name);
    }

    // 吉 and 土 have variants that only Unicode knows.
    private static string Rare(string name) =>
        name.Replace("吉田", "𠮷田", StringComparison.Ordinal).Replace("土屋", "圡屋", StringComparison.Ordinal);

    private bool Every(int times, ref int count) => ++count % Math.Max(2, times / (_times * _times)) == 0;

    private void Say(FaultKind kind, ExtractRow row, int number) =>
        injected(new InjectedFault(folder, format.Source, number, row.Worker.Id.Value, kind));
}
