using System.Net;
using System.Net.Http.Json;
using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests;

/// <summary>Whose account it is hears of what was done to it and of what was tried with it.</summary>
public sealed class AccountNoticeTests
{
    [Fact]
    public async Task Changes_of_an_account_are_told_to_its_person()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (login, id) = await PersonAsync(laboratory);
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Empty(await ToldAsync(laboratory, id));
        var hash = (await laboratory.Get<LaboratoryQueries>().AccountByNameAsync(login.UserName.ToUpperInvariant(), default))!.PasswordHash!;
        var administrator = new Actor(0, "示例管理员", [Role.Administrator]) { Because = "测试" };
        Assert.Null((await laboratory.Get<AdministerAccounts>().ResetPasswordAsync(administrator, id, IdentityCheck.Document, default)).Refusal);
        Assert.Null((await laboratory.Get<AdministerAccounts>().SetRolesAsync(administrator, id, [Role.Technician, Role.Checker], default)).Refusal);
        Assert.Null((await laboratory.Get<ChangePassword>().ExecuteAsync(new(id, "本人", [Role.Technician]), hash, default)).Refusal);
        await Authenticator.SetUpAsync(laboratory, technician = await laboratory.SignInAsync(Role.Technician));
        var told = await ToldAsync(laboratory, id);
        Assert.Equal(["account:PasswordReset", "account:RolesChanged", "account:PasswordChanged", "account:SecondFactorEnrolled"], told.Select(row => row.Key[..row.Key.LastIndexOf(':')]));
        Assert.Contains("示例管理员", told[0].TextZh, StringComparison.Ordinal);
        Assert.All(told, row => Assert.Equal((NoticeKind.Account, "/me"), (row.Kind, row.Path)));
        // Of the roles every administrator hears, of the rest nobody else.
        var others = await laboratory.Get<Store>().ReadAsync(db => db.Notices.Where(row => row.Kind == NoticeKind.Account && row.AccountId != id).ToListAsync(), default);
        Assert.All(others, row => Assert.Contains("Technician → Technician Checker", row.TextEn, StringComparison.Ordinal));
        Assert.Equal(await laboratory.Get<Store>().ReadAsync(db => RaiseNotice.WithRightAsync(db, Permission.Administer, default), default).ContinueWith(people => people.Result.Select(row => row.Id), TaskScheduler.Default), others.Select(row => row.AccountId));
    }

    [Fact]
    public async Task A_lockout_and_a_sign_in_from_elsewhere_are_told_to_its_person()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (login, id) = await PersonAsync(laboratory);
        await SignInAsync("203.0.113.7", login.Password);
        await SignInAsync("203.0.113.7", login.Password);
        Assert.Empty(await ToldAsync(laboratory, id));
        await SignInAsync("198.51.100.9", login.Password);
        Assert.Contains("198.51.100.9", Assert.Single(await ToldAsync(laboratory, id)).SubjectZh, StringComparison.Ordinal);
        for (var wrong = 0; wrong < 5; wrong++)
            await SignInAsync("198.51.100.9", "wrong");
        Assert.Contains("锁定", (await ToldAsync(laboratory, id))[^1].SubjectZh, StringComparison.Ordinal);

        async Task SignInAsync(string from, string password)
        {
            using var client = new HttpClient(laboratory.Server.CreateHandler(context => context.Connection.RemoteIpAddress = IPAddress.Parse(from))) { BaseAddress = new("http://lab.example/") };
            await client.PostAsJsonAsync("/api/v1/session", new { login.UserName, password });
        }
    }

    private static async Task<(Access.DemoLogins.Login Login, int Id)> PersonAsync(Laboratory laboratory)
    {
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        return (login, (await laboratory.Get<LaboratoryQueries>().AccountByNameAsync(login.UserName.ToUpperInvariant(), default))!.Id);
    }

    private static Task<List<Notice>> ToldAsync(Laboratory laboratory, int account) =>
        laboratory.Get<Store>().ReadAsync(db => db.Notices.Where(row => row.AccountId == account && row.Kind == NoticeKind.Account).OrderBy(row => row.Id).ToListAsync(), default);
}
