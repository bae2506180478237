//! The words of the pages: one catalogue a language, `zh.rs` and `en.rs`, with the keys listed here. A key missing in
//! one of them does not compile; a placeholder missing in one of them fails a test.

mod en;
mod zh;

pub use en::EN;
pub use zh::ZH;

macro_rules! catalogue {
    ($($key:ident,)*) => {
        /// The words of one language. `{}` stands for what [`say`] fills in, in order; `{0}`, `{1}` by position.
        #[allow(missing_docs, reason = "the words say it themselves")]
        pub struct Words {
            $(pub $key: &'static str,)*
        }

        impl Words {
            /// Every key with its words.
            #[cfg(test)]
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key),)*]
            }
        }
    };
}

catalogue! {
    // The frame
    product,
    own_name,
    promise,
    read_only,
    skip,
    nav,
    pack,
    year_of,
    // Places
    home,
    indicators,
    figures,
    registers,
    work,
    rosters,
    draws,
    schools,
    report,
    claims,
    journal,
    // Verdicts
    met,
    not_met,
    cannot_tell,
    no_verdict,
    // How well a source is known
    confirmed,
    confirmed_means,
    secondary,
    secondary_means,
    recalled,
    recalled_means,
    derived,
    derived_means,
    local,
    local_means,
    unofficial,
    unofficial_means,
    // Words used everywhere
    name,
    number,
    key,
    value,
    printed,
    exact,
    verdict,
    gap,
    threshold,
    gap_over,
    gap_under,
    required,
    owner,
    basis,
    year,
    period,
    kind,
    register,
    rows,
    entry,
    field,
    content,
    at,
    act,
    act_adopt_pack,
    act_record,
    act_withdraw,
    act_erase,
    act_other,
    hash,
    root,
    copy,
    copied,
    filter,
    clear,
    pages,
    first_page,
    next_page,
    all,
    and,
    // Overview
    home_title,
    home_lead,
    nothing_yet,
    nothing_yet_next,
    short,
    all_met,
    registers_line,
    journal_line,
    report_line,
    read_report,
    // Indicators
    indicators_title,
    indicators_lead,
    aspects,
    part,
    parts_met,
    parts_unmet,
    parts_open,
    score,
    grade,
    unofficial_note,
    no_indicators,
    no_indicators_next,
    // Figures
    figures_title,
    figures_lead,
    figures_hint,
    no_figures,
    no_figures_next,
    how_computed,
    met_when,
    term,
    from,
    gathers,
    groups,
    compare,
    rows_behind,
    rows_counted,
    rows_first,
    more_rows,
    parameters,
    recompute,
    recompute_how,
    proof,
    open_proof,
    rows_all,
    field_term,
    parameter_term,
    // Registers and rows
    registers_lead,
    registers_hint,
    no_registers,
    no_registers_next,
    no_match_register,
    any_field,
    filter_hint,
    sort_hint,
    rows_total,
    rows_matched,
    rows_partial,
    no_rows,
    no_rows_next,
    no_match,
    no_match_next,
    origin,
    origin_row,
    history,
    current,
    replaced_by,
    erased,
    erased_next,
    event,
    state,
    snapshot,
    calendar_year,
    school_year,
    no_period,
    // Rosters
    rosters_lead,
    roster_lead,
    no_rosters,
    no_rosters_next,
    on_day,
    posts_held,
    posts_counted,
    post_object,
    post_role,
    post_holder,
    post_until,
    post_state,
    post_vacant,
    post_unqualified,
    post_expiring,
    post_short,
    post_open,
    post_held,
    post_gap,
    overloaded,
    loads,
    load_bound,
    load_rest,
    idle,
    shifts,
    shifts_counted,
    shift_missed,
    call_chain,
    call_chain_hint,
    chain_broken,
    page_before,
    // Report
    downloads,
    outline,
    coverage,
    all_answered,
    unanswered,
    report_how,
    no_report,
    no_report_next,
    text_file,
    // Claims
    claims_lead,
    claims_file,
    claims_before,
    claims_against,
    claims_read,
    claims_limit,
    claims_empty,
    claims_empty_next,
    claims_title,
    claims_summary,
    claims_foreign,
    claims_too_large,
    inconsistent,
    undetermined,
    compatible,
    entailed,
    remark,
    held_title,
    held_summary,
    contradicts,
    out_of_date,
    unsupported,
    missed,
    missed_note,
    before_title,
    fell,
    vanished,
    repeated,
    nothing_changed,
    // Duties
    duties,
    duties_lead,
    duty,
    duty_seen,
    duty_rhythm,
    duty_unit,
    duty_units,
    duty_owed,
    duty_discharged,
    duty_gaps,
    duty_open,
    duty_coverage,
    duty_all,
    duty_only_gaps,
    duty_still,
    duty_nothing_owed,
    duty_matrix,
    duty_units_counted,
    no_duties,
    no_duties_next,
    state_done,
    state_late,
    state_nil,
    state_contradicted,
    state_extended,
    state_open,
    state_ahead,
    state_gap,
    days_left,
    due_on,
    zero_proved,
    zero_contradicted,
    zero_open,
    zero_missing,
    rhythm_once,
    rhythm_year,
    rhythm_half_year,
    rhythm_quarter,
    rhythm_month,
    rhythm_school_month,
    rhythm_week,
    rhythm_school_week,
    rhythm_day,
    rhythm_school_day,
    rhythm_before_holiday,
    rhythm_term,
    previous_page,
    // Journal
    journal_lead,
    no_entries,
    no_entries_next,
    entries_counted,
    go_to_entry,
    open,
    key_fingerprint,
    newest,
    older,
    checkpoint,
    no_checkpoint,
    verify,
    actor,
    salt,
    verify_how,
    entry_facts,
    body,
    inclusion,
    inclusion_how,
    tree_size,
    level,
    side,
    left,
    right,
    leaf,
    // Problems
    not_found,
    not_found_next,
    went_wrong,
    went_wrong_next,
    refused_question,
    go_home,
    // Draws
    draws_lead,
    no_draws,
    no_draws_next,
    draw_number,
    draw_day,
    draw_state,
    draw_listed,
    draw_closed,
    draw_open,
    draw_slips,
    draw_opened,
    draw_floor,
    draw_reached,
    draw_short,
    draw_stratum,
    draw_size,
    draw_quota,
    draw_year,
    draw_least,
    draw_rule,
    draw_outcome,
    draw_slip,
    draw_object,
    draw_inspectors,
    draw_lists,
    draw_listed_note,
    draw_closed_note,
    draw_by_hand,
    draw_certificate,
    draw_seals,
    draw_commitment,
    draw_public,
    draw_root,
    draw_seed,
    draw_digest,
    // Schools
    schools_lead,
    schools_hint,
    no_schools,
    no_schools_next,
    no_match_school,
    school_code,
    school_posts,
    school_rows,
}

/// Fills the places of a sentence.
///
/// ```
/// assert_eq!(web::say("共 {} 行，先列 {} 行", &["1,707", "50"]), "共 1,707 行，先列 50 行");
/// assert_eq!(web::say("first {1} of {0} rows", &["1,707", "50"]), "first 50 of 1,707 rows");
/// ```
pub fn say(sentence: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    let mut next = 0;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((place, after)) = after.split_once('}') else { break };
        out.push_str(before);
        let at = place.parse().unwrap_or(next);
        next = at + 1;
        out.push_str(values.get(at).copied().unwrap_or(""));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(words: &str) -> usize {
        words.matches('{').count()
    }

    fn has_han(words: &str) -> bool {
        words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    #[test]
    fn both_catalogues_say_everything_with_the_same_places() {
        for ((key, zh), (_, en)) in ZH.all().into_iter().zip(EN.all()) {
            assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{key} says nothing");
            assert_eq!(places(zh), places(en), "{key} has other places in English");
            assert!(!has_han(en), "{key} is not English: {en}");
            assert!(!zh.is_ascii(), "{key} is not Chinese: {zh}");
        }
    }
}
