using System.CommandLine;
using Metrology.App.Retention;
using Metrology.Core.Words;
using Metrology.Web.Features.Retention;
using Metrology.Web.Languages;

namespace Metrology.Web.Commands.Records;

/// <summary>What is past its period, what of it is held and why. It only looks: to dispose is an act of a person who is signed in.</summary>
internal static class RetentionCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DatabaseWork.DataOption(terminal);
        var json = DatabaseWork.JsonOption(terminal);
        var dry = new Option<bool>("--dry-run") { Description = terminal.Say("另列出一次清除会移除什么及其摘要；什么都不改变", "Also say what an act of disposal would remove, with its digest; nothing is changed") };
        var command = new Command("retention", terminal.Say("保存期限：哪些已过期限、哪些被冻结及原因", "Retention: what is past its period, what is held and why")) { data, dry, json };
        command.SetAction((parsed, cancellation) => DatabaseWork.ReadAsync(terminal, parsed.GetValue(data), async store =>
        {
            var look = await new RetentionQueries(store, TimeProvider.System).LookAsync(cancellation);
            if (parsed.GetValue(json))
                terminal.WriteJson(RetentionJson.Of(look, new(terminal.Language)));
            else
                Write(terminal, look, new(terminal.Language), parsed.GetValue(dry));
            return Terminal.Done;
        }, cancellation));
        return command;
    }

    private static void Write(Terminal terminal, RetentionLook look, Words t, bool isDry)
    {
        foreach (var one in look.Kinds)
        {
            var (name, way) = (t[one.Facts.Name], one.Facts.IsDisposable ? t.Retention.Disposable : t.Retention.Archive);
            if (one.Before is { } before)
                terminal.WriteLine($"{name} · {way} · {t.Retention.Months((one.Period?.Months ?? one.Facts.Months)!.Value)} · {before.Iso()} · {t.Retention.Past} {one.Past}, {t.Retention.Used} {one.Used}, {t.Retention.Held} {one.Held}, {t.Retention.Due} {one.Due}");
            else
                terminal.WriteLine($"{name} · {way} · {t.Retention.ForEver}");
            foreach (var held in one.HeldThings)
                terminal.WriteLine($"  {t.Retention.Held}: {held.Name} ({t.Retention.ScopeOf(held.By.Scope)} {held.By.SubjectName}: {held.By.Why})");
        }

        foreach (var hold in look.Holds.Where(hold => hold.Release is null))
            terminal.WriteLine($"{t.Retention.Standing} {hold.Id}: {t.Retention.ScopeOf(hold.Scope)} {hold.SubjectName}, {hold.By}: {hold.Why}");
        if (!isDry)
            return;
        foreach (var line in look.Disposable.Select(one => one.Line))
            terminal.WriteLine($"{line.Kind} {line.Rows} {line.Digest}");
        var end = look.Disposable.Any() ? $"{t.Retention.Digest} {look.Digest}" : t.Retention.NothingDue;
        terminal.WriteLine($"{end}");
    }
}
