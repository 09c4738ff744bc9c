using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Notifications;

/// <summary>Tells a person what was done to the own account, and what somebody tried with it: at the bell, and by mail where there is an address (ASVS 5.0 6.3.5 and 6.3.7). A stranger is found out by it.</summary>
public sealed class TellAccount(RaiseNotice raise) : ITellAccount
{
    private const string Path = "/me";

    private static readonly BilingualText Help = new("如果不是您本人或管理员按约定所做，请立即更改密码并告知管理员。", "If neither you nor an administrator as agreed did it, change the password at once and tell an administrator.");

    /// <inheritdoc/>
    public async Task AddAsync(MetrologyDb db, AccountEvent happened, CancellationToken cancellation)
    {
        db.Add(happened);
        if (happened.AccountId is not { } account)
            return;
        var (what, when) = (Of(happened.Act), Text(happened.At));
        // Whoever opens a way in for somebody could take it himself: how the person was known, and why, is part of the message.
        var why = happened is { Identity: { } identity, Detail: { Length: > 0 } because }
            ? new BilingualText($"（核实身份：{Of(identity).Zh}），原因：{because}", $" (identity: {Of(identity).En}), because: {because}") : new("", "");
        await SayAsync(
            db, account, happened.Act.ToString(), happened.At, new($"账户变更：{what.Zh}", $"Your account: {what.En}"),
            new($"{when}，{happened.ByName}：{what.Zh}{why.Zh}。{Help.Zh}", $"{when}, {happened.ByName}: {what.En}{why.En}. {Help.En}"), cancellation);
        if (happened.Act == AccountAct.RolesChanged)
            await TellAdministratorsAsync(db, happened, account, when, cancellation);
    }

    /// <summary>Who may do what is seen by every administrator: nobody gives rights, to himself least of all, that others do not hear of.</summary>
    private async Task TellAdministratorsAsync(MetrologyDb db, AccountEvent happened, int account, string when, CancellationToken cancellation)
    {
        var name = await db.Accounts.Where(row => row.Id == account).Select(row => row.DisplayName).FirstAsync(cancellation);
        var key = string.Create(CultureInfo.InvariantCulture, $"account:RolesOf:{account}:{happened.At.UtcTicks}");
        var message = new Message(
            NoticeKind.Account, key, new($"账户“{name}”的角色已更改", $"The roles of “{name}” were changed"),
            new($"{when}，{happened.ByName}：{happened.Detail}。", $"{when}, {happened.ByName}: {happened.Detail}."), string.Create(CultureInfo.InvariantCulture, $"/accounts/{account}"));
        foreach (var other in (await RaiseNotice.WithRightAsync(db, Permission.Administer, cancellation)).Where(other => other.Id != account))
            await raise.ToAccountAsync(db, other.Id, message, cancellation);
    }

    /// <inheritdoc/>
    public Task LockedAsync(MetrologyDb db, int account, DateTimeOffset until, CancellationToken cancellation) => SayAsync(
        db, account, "Locked", until, new("账户被锁定：多次输错密码或验证码", "Your account was locked: wrong passwords or codes"),
        new($"锁定到 {Text(until)}。{Help.Zh}", $"It is locked until {Text(until)}. {Help.En}"), cancellation);

    /// <inheritdoc/>
    public async Task FromElsewhereAsync(MetrologyDb db, SignInSession begun, CancellationToken cancellation)
    {
        var before = db.SignInSessions.Where(row => row.AccountId == begun.AccountId);
        if (await before.AnyAsync(cancellation) && !await before.AnyAsync(row => row.Address == begun.Address, cancellation))
        {
            await SayAsync(
                db, begun.AccountId, "Elsewhere", begun.StartedAt, new($"从新地址 {begun.Address} 登录", $"Signed in from a new address, {begun.Address}"),
                new($"{Text(begun.StartedAt)}，{begun.Browser}。{Help.Zh}", $"{Text(begun.StartedAt)}, {begun.Browser}. {Help.En}"), cancellation);
        }
    }

    private Task SayAsync(MetrologyDb db, int account, string what, DateTimeOffset at, BilingualText subject, BilingualText text, CancellationToken cancellation) =>
        raise.ToAccountAsync(db, account, new(NoticeKind.Account, string.Create(CultureInfo.InvariantCulture, $"account:{what}:{at.UtcTicks}"), subject, text, Path), cancellation);

    public static BilingualText Of(IdentityCheck identity) => identity switch
    {
        IdentityCheck.Document => new("本人到场并出示证件", "present, with an identity document"),
        IdentityCheck.Known => new("本人到场，管理员认识", "present, and known to the administrator"),
        IdentityCheck.CalledBack => new("按机构存有的电话回拨", "called back at the number that the institution has"),
        _ => new("其他方式，见原因", "another way, as the reason says"),
    };

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static BilingualText Of(AccountAct act) => act switch
    {
        AccountAct.RolesChanged => new("角色已更改", "the roles were changed"),
        AccountAct.Disabled => new("账户已停用", "the account was disabled"),
        AccountAct.Enabled => new("账户已启用", "the account was enabled"),
        AccountAct.PasswordReset => new("管理员停用了密码，并给了一个一次性代码", "an administrator took the password away and gave a one-time code"),
        AccountAct.PasswordChosen => new("用一次性代码设置了密码", "a password was chosen with a one-time code"),
        AccountAct.PasswordChanged => new("密码已更改", "the password was changed"),
        AccountAct.SecondFactorEnrolled => new("设置了第二因素", "a second factor was set up"),
        AccountAct.SecondFactorRemoved => new("取消了第二因素", "the second factor was given up"),
        AccountAct.SecondFactorReset => new("管理员重置了第二因素", "an administrator reset the second factor"),
        AccountAct.RecoveryCodesDrawn => new("生成了新的恢复码", "new recovery codes were drawn"),
        AccountAct.RecoveryCodeUsed => new("使用了一个恢复码", "a recovery code was used"),
        AccountAct.PasskeyAdded => new("添加了通行密钥", "a passkey was added"),
        AccountAct.PasskeyRemoved => new("移除了通行密钥", "a passkey was removed"),
        AccountAct.ProviderLinked => new("关联了登录服务", "it was linked with the sign-in service"),
        AccountAct.ProviderUnlinked => new("取消了登录服务的关联", "the link with the sign-in service was undone"),
        AccountAct.SessionEnded => new("结束了一个登录", "a session was ended"),
        _ => new("账户已更改", "the account was changed"),
    };
}
