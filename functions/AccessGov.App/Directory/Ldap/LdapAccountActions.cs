using System.Globalization;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;

namespace AccessGov.App.Directory.Ldap;

/// <summary>
/// What is done about one account, on the writer's connection. What was seen goes along as a condition: a value is taken as it was and the
/// new one added, and the server refuses both when somebody changed it since.
/// </summary>
internal sealed class LdapAccountActions(LdapServer server, LdapSettings settings)
{
    private const uint NotStrongEnough = 0x52D,
        NameInUse = 0x202F;

    /// <summary>What is set with every account that is made or opened. Where it is not asked for, it is not taken away either.</summary>
    private long Card => settings.CardRequired ? LdapAccounts.CardRequired : 0;

    /// <summary>Does it.</summary>
    /// <returns>What became of it, and the account.</returns>
    /// <exception cref="OutsideFailureException">An answer was lost, or the directory asks for patience: may be tried again.</exception>
    public async Task<(ActionOutcome Outcome, Guid? Account)> DoAsync(
        LdapConnection on,
        PlannedAction action,
        Guid? account,
        CancellationToken ct
    )
    {
        if (action is PlannedAction.CreateAccount create)
            return await CreateAsync(on, create, ct);
        var id = account!.Value;
        return (
            action switch
            {
                PlannedAction.ChangeAttributes change => await ChangeAsync(on, id, change, ct),
                PlannedAction.EnableAccount => await EnableAsync(on, id, action, ct),
                PlannedAction.DisableAccount => await ShutAsync(on, id, action, ct),
                PlannedAction.RevokeSessions => OutcomeDecider.Of(
                    action,
                    LdapAnswers.Of(await ModifyAsync(on, id, [LdapChange.Password(InitialPassword.Make())], ct))
                ),
                PlannedAction.DeleteAccount => await LeaveAsync(on, id, action, ct),
                PlannedAction.RestoreAccount => await MoveAsync(on, id, action, settings.NewAccountsIn, ct),
                _ => throw new InvalidOperationException($"{action.GetType().Name} is about no account."),
            },
            id
        );
    }

    /// <summary>
    /// Disabled, with a password that nobody knows. The place and the old name are the number: names change and are not unique.
    /// </summary>
    private async Task<(ActionOutcome, Guid?)> CreateAsync(LdapConnection on, PlannedAction.CreateAccount create, CancellationToken ct)
    {
        var number = create.Target.Employee.Value;
        // Windows does not look whether a name is in use where its check is off.
        if (await HolderAsync(on, create.UserPrincipalName, ct) is { } holder)
            return (OutcomeDecider.OfNameTaken(create, holder), OutcomeOf(holder));
        var name = $"CN={LdapNames.Escaped(number)},{settings.NewAccountsIn}";
        var result = await SendAsync(
            on,
            LdapRequest.Add(
                name,
                [
                    LdapChange.Add("objectClass", "top", "person", "organizationalPerson", "user"),
                    // A number has 16 characters at most, and this name 20.
                    LdapChange.Add("sAMAccountName", number),
                    LdapChange.Add(LdapAccounts.Name, create.UserPrincipalName),
                    LdapChange.Add(LdapAccounts.Number, number),
                    LdapChange.Add(LdapAccounts.Control, Text(LdapAccounts.Person | LdapAccounts.Shut | Card)),
                    LdapChange.Password(InitialPassword.Make()),
                    .. AccountAttributes
                        .Names.Where(n => create.Attributes.Of(n).Length > 0)
                        .Select(n => LdapChange.Add(LdapAccounts.AttributeOf(n), create.Attributes.Of(n))),
                ]
            ),
            ct
        );
        if (result.Succeeded)
            return (new ActionOutcome.Applied(), (await LdapReads.FindAsync(on, server, name, ["objectGUID"], ct))?.ObjectGuid);
        if (result.Code != LdapResult.EntryExists && result.Hex != NameInUse)
            return (OutcomeDecider.Of(create, LdapAnswers.Of(result)), null);
        // By our own request whose answer was lost, or somebody else's.
        holder = await HolderAsync(on, create.UserPrincipalName, ct);
        return (OutcomeDecider.OfNameTaken(create, holder), OutcomeOf(holder));

        Guid? OutcomeOf(DirectoryAccount? found) => found?.EmployeeId == create.Target.Employee ? found!.ObjectId : null;
    }

    private async Task<ActionOutcome> ChangeAsync(LdapConnection on, Guid id, PlannedAction.ChangeAttributes change, CancellationToken ct)
    {
        if (change.Changes.Count == 0)
            return new ActionOutcome.AlreadyTrue();
        var result = await ModifyAsync(on, id, change.Changes.SelectMany(ChangesOf), ct);
        if (result.Code is not (LdapResult.NoSuchAttribute or LdapResult.ValueExists))
            return OutcomeDecider.Of(change, LdapAnswers.Of(result));
        // Somebody changed it since it was looked at; or our own request did, whose answer was lost.
        if (await FindAsync(on, id, ct) is not { } now)
            return OutcomeDecider.Of(change, new DirectoryAnswer.Absent());
        return change.Changes.All(c => ValueOf(now, c.Name) == c.ToBe)
            ? new ActionOutcome.AlreadyTrue()
            : new ActionOutcome.Stale(OutcomeCodes.Changed);
    }

    private static IEnumerable<LdapChange> ChangesOf(AttributeChange change)
    {
        var attribute = LdapAccounts.AttributeOf(change.Name);
        if (change.Name == AttributeName.CostCenter)
        {
            // Several values may stand there, which together are none that could be taken: these are replaced.
            yield return LdapChange.Replace(attribute, change.ToBe.Length == 0 ? [] : [change.ToBe]);
            yield break;
        }
        if (change.Now.Length > 0)
            yield return LdapChange.Delete(attribute, change.Now);
        if (change.ToBe.Length > 0)
            yield return LdapChange.Add(attribute, change.ToBe);
    }

    /// <summary>
    /// Opens it, with its number as a condition: the bits themselves are none everywhere. Who never had a password gets one that nobody
    /// knows first: one server opens an account without any, another refuses to.
    /// </summary>
    private async Task<ActionOutcome> EnableAsync(LdapConnection on, Guid id, PlannedAction action, CancellationToken ct)
    {
        var entry = await LdapReads.FindAsync(on, server, LdapNames.Of(id), [LdapAccounts.Control, LdapAccounts.Number, "pwdLastSet"], ct);
        if (entry is null)
            return OutcomeDecider.Of(action, new DirectoryAnswer.Absent());
        var control = LdapAccounts.ControlOf(entry);
        if ((control & (LdapAccounts.Shut | Card)) == Card)
            return new ActionOutcome.AlreadyTrue();
        if (entry.Text(LdapAccounts.Number) is var number && number != action.Target.Employee.Value)
            return new ActionOutcome.Stale(OutcomeCodes.EmployeeIdChanged);
        LdapChange[] changes =
        [
            LdapChange.Delete(LdapAccounts.Number, number),
            LdapChange.Add(LdapAccounts.Number, number),
            LdapChange.Replace(LdapAccounts.Control, Text((control | Card) & ~(LdapAccounts.Shut | LdapAccounts.NoPassword))),
        ];
        var hasNone = entry.Number("pwdLastSet") is null or 0 || (control & LdapAccounts.NoPassword) != 0;
        var result = await ModifyAsync(on, id, hasNone ? [LdapChange.Password(InitialPassword.Make()), .. changes] : changes, ct);
        if (!hasNone && result is { Code: LdapResult.Unwilling or LdapResult.ConstraintViolation, Hex: NotStrongEnough })
            result = await ModifyAsync(on, id, [LdapChange.Password(InitialPassword.Make()), .. changes], ct);
        return result.Code == LdapResult.NoSuchAttribute
            ? new ActionOutcome.Stale(OutcomeCodes.EmployeeIdChanged)
            : OutcomeDecider.Of(action, LdapAnswers.Of(result));
    }

    private async Task<ActionOutcome> ShutAsync(LdapConnection on, Guid id, PlannedAction action, CancellationToken ct)
    {
        if (await LdapReads.FindAsync(on, server, LdapNames.Of(id), [LdapAccounts.Control], ct) is not { } entry)
            return OutcomeDecider.Of(action, new DirectoryAnswer.Absent());
        var control = LdapAccounts.ControlOf(entry);
        if ((control & LdapAccounts.Shut) != 0)
            return new ActionOutcome.AlreadyTrue();
        var result = await ModifyAsync(on, id, [LdapChange.Replace(LdapAccounts.Control, Text(control | LdapAccounts.Shut))], ct);
        return OutcomeDecider.Of(action, LdapAnswers.Of(result));
    }

    /// <summary>
    /// Shut and put among the leavers. Deleted only where the settings say so and there is a recycle bin: without one nobody could bring
    /// back what an account was.
    /// </summary>
    private async Task<ActionOutcome> LeaveAsync(LdapConnection on, Guid id, PlannedAction action, CancellationToken ct)
    {
        if (settings.DeletesIntoBin && !await HasBinAsync(on, ct))
            return OutcomeDecider.Of(action, new DirectoryAnswer.Refused("recycle-bin-off"));
        return await ShutAsync(on, id, action, ct) switch
        {
            ActionOutcome.Applied or ActionOutcome.AlreadyTrue => settings.DeletesIntoBin
                ? await DeleteAsync(on, id, action, ct)
                : await MoveAsync(on, id, action, settings.LeaversIn, ct),
            var refused => refused,
        };
    }

    private async Task<bool> HasBinAsync(LdapConnection on, CancellationToken ct)
    {
        var root = await LdapReads.FindAsync(on, server, "", [RecycleBin.Asked], ct);
        var place = RecycleBin.PlaceOf(root?.Text(RecycleBin.Asked));
        return RecycleBin.IsOn(await LdapReads.FindAsync(on, server, place, [RecycleBin.Features], ct));
    }

    /// <summary>A deletion takes no condition: whose it is, is looked at right before.</summary>
    private async Task<ActionOutcome> DeleteAsync(LdapConnection on, Guid id, PlannedAction action, CancellationToken ct)
    {
        if (await FindAsync(on, id, ct) is not { } entry)
            return OutcomeDecider.Of(action, new DirectoryAnswer.Absent());
        return entry.Text(LdapAccounts.Number) == action.Target.Employee.Value
            ? OutcomeDecider.Of(action, LdapAnswers.Of(await SendAsync(on, LdapRequest.Delete(LdapNames.Of(id)), ct)))
            : new ActionOutcome.Stale(OutcomeCodes.EmployeeIdChanged);
    }

    private async Task<ActionOutcome> MoveAsync(LdapConnection on, Guid id, PlannedAction action, string to, CancellationToken ct)
    {
        if (await LdapReads.FindAsync(on, server, LdapNames.Of(id), ["objectGUID"], ct) is not { } entry)
            return OutcomeDecider.Of(action, new DirectoryAnswer.Absent());
        var (first, plain) = (LdapNames.FirstOf(entry.Name), LdapNames.Plain(entry.Name));
        if (plain.Equals($"{first},{to}", StringComparison.OrdinalIgnoreCase))
            return new ActionOutcome.AlreadyTrue();
        return OutcomeDecider.Of(action, LdapAnswers.Of(await SendAsync(on, LdapRequest.Move(LdapNames.Of(id), first, to), ct)));
    }

    private async Task<DirectoryAccount?> HolderAsync(LdapConnection on, string name, CancellationToken ct)
    {
        DirectoryAccount? holder = null;
        foreach (var at in (string[])[.. settings.UsersIn, settings.LeaversIn])
        {
            var request = LdapRequest.Search(
                at,
                LdapScope.Subtree,
                LdapFilter.And(LdapFilter.Users, LdapFilter.Equal(LdapAccounts.Name, name)),
                LdapAccounts.Attributes
            );
            var end = await on.SearchAsync(request, 0, [], entry => holder = LdapAccounts.Read(entry, new TextPool()), ct);
            if (!end.Succeeded)
                throw LdapFailures.Refused(server, end);
        }
        return holder;
    }

    private async Task<LdapEntry?> FindAsync(LdapConnection on, Guid id, CancellationToken ct) =>
        await LdapReads.FindAsync(on, server, LdapNames.Of(id), LdapAccounts.Attributes, ct);

    private static string ValueOf(LdapEntry entry, AttributeName name) => entry.Text(LdapAccounts.AttributeOf(name)) ?? "";

    private Task<LdapResult> ModifyAsync(LdapConnection on, Guid id, IEnumerable<LdapChange> changes, CancellationToken ct) =>
        SendAsync(on, LdapRequest.Modify(LdapNames.Of(id), changes), ct);

    private async Task<LdapResult> SendAsync(LdapConnection on, LdapRequest request, CancellationToken ct)
    {
        var result = await on.SendAsync(request, [], ct);
        return LdapFailures.IsTransient(result) ? throw LdapFailures.Refused(server, result) : result;
    }

    private static string Text(long control) => control.ToString(CultureInfo.InvariantCulture);
}
