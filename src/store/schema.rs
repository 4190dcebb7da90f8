// Generated from the migrations (see diesel.toml); a test compares it with both trees.

diesel::table! {
    instance (name) {
        name -> Text,
        value -> Binary,
    }
}

diesel::table! {
    organisations (id) {
        id -> Binary,
        slug -> Text,
        name -> Text,
        zone -> Text,
        language -> Text,
        mail_address -> Text,
        postal_line -> Text,
        roster_version -> BigInt,
        created_at -> BigInt,
        second_factor -> Text,
    }
}

diesel::table! {
    teams (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        name -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    agents (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        external_id -> Text,
        name -> Text,
        code -> Nullable<Text>,
        email -> Nullable<Text>,
        team_id -> Nullable<Binary>,
        location -> Nullable<Text>,
        link_token -> Text,
        created_at -> BigInt,
        archived_at -> Nullable<BigInt>,
        changed_version -> BigInt,
        active_from -> Nullable<BigInt>,
        merged_into -> Nullable<Binary>,
        stand_in -> Bool,
    }
}

diesel::table! {
    agent_aliases (organisation_id, agent_id, alias) {
        organisation_id -> Binary,
        agent_id -> Binary,
        alias -> Text,
        source -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    members (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        email -> Text,
        name -> Text,
        role -> Text,
        zone -> Text,
        agent_id -> Nullable<Binary>,
        created_at -> BigInt,
        disabled_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    team_managers (organisation_id, team_id, member_id) {
        organisation_id -> Binary,
        team_id -> Binary,
        member_id -> Binary,
    }
}

diesel::table! {
    forms (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        slug -> Text,
        title -> Text,
        team_id -> Nullable<Binary>,
        location -> Nullable<Text>,
        created_at -> BigInt,
        closed_at -> Nullable<BigInt>,
        design -> Text,
    }
}

diesel::table! {
    card_origins (organisation_id, card_id) {
        organisation_id -> Binary,
        card_id -> Binary,
        place -> Nullable<Text>,
        language -> Nullable<Text>,
    }
}

diesel::table! {
    cards (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        number -> BigInt,
        once_key -> Binary,
        source -> Text,
        kind -> Text,
        kind_from -> Text,
        status -> Text,
        uncertain -> Bool,
        text -> Text,
        subject -> Nullable<Text>,
        helper -> Nullable<Text>,
        customer_name -> Nullable<Text>,
        customer_email -> Nullable<Text>,
        customer_phone -> Nullable<Text>,
        form_id -> Nullable<Binary>,
        preset_agent_id -> Nullable<Binary>,
        team_id -> Nullable<Binary>,
        inbound_id -> Nullable<Binary>,
        score -> Double,
        received_at -> BigInt,
        due_at -> Nullable<BigInt>,
        owner_id -> Nullable<Binary>,
        answered_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        outcome -> Nullable<Text>,
        outcome_note -> Nullable<Text>,
        arrived_at -> BigInt,
        named -> Integer,
        named_agent_id -> Nullable<Binary>,
    }
}

diesel::table! {
    mentions (organisation_id, agent_id, card_id) {
        organisation_id -> Binary,
        agent_id -> Binary,
        card_id -> Binary,
        spans -> Text,
        surface -> Text,
        rule -> Text,
        confidence -> Double,
        polarity -> Text,
        why -> Text,
        tagged_by -> Nullable<Binary>,
        created_at -> BigInt,
        released_at -> Nullable<BigInt>,
        released_by -> Nullable<Binary>,
        release_note -> Nullable<Text>,
    }
}

diesel::table! {
    candidates (organisation_id, card_id, question, rank) {
        organisation_id -> Binary,
        card_id -> Binary,
        question -> Integer,
        rank -> Integer,
        agent_id -> Binary,
        surface -> Text,
        span_start -> Integer,
        span_end -> Integer,
        confidence -> Double,
        why -> Text,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<Binary>,
        chosen -> Bool,
    }
}

diesel::table! {
    events (organisation_id, card_id, id) {
        organisation_id -> Binary,
        card_id -> Binary,
        id -> Binary,
        at -> BigInt,
        member_id -> Nullable<Binary>,
        kind -> Text,
        detail -> Text,
    }
}

diesel::table! {
    inbound_messages (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        recipient -> Text,
        sender -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        once_key -> Nullable<Binary>,
        card_id -> Nullable<Binary>,
        received_at -> BigInt,
        read_at -> Nullable<BigInt>,
        via -> Text,
        peer -> Nullable<Text>,
        hello -> Nullable<Text>,
        size -> BigInt,
    }
}

diesel::table! {
    inbound_raw (organisation_id, inbound_id, part) {
        organisation_id -> Binary,
        inbound_id -> Binary,
        part -> Integer,
        bytes -> Binary,
    }
}

diesel::table! {
    subscriptions (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        member_id -> Nullable<Binary>,
        email -> Text,
        name -> Text,
        weekday -> Integer,
        hour -> Integer,
        zone -> Text,
        stop_token -> Text,
        period_start -> BigInt,
        due_at -> BigInt,
        created_at -> BigInt,
        stopped_at -> Nullable<BigInt>,
        cadence -> Text,
        month_day -> Integer,
        language -> Text,
        shows -> Text,
        team_id -> Nullable<Binary>,
        place -> Nullable<Text>,
        skip_empty -> Bool,
        absent -> Bool,
        paused_until -> Nullable<BigInt>,
    }
}

diesel::table! {
    digests (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        subscription_id -> Binary,
        period_start -> BigInt,
        period_end -> BigInt,
        composed_at -> BigInt,
        subject -> Text,
        body_text -> Text,
        body_html -> Text,
        state -> Text,
        reach -> Text,
        view_token -> Nullable<Text>,
        view_until -> Nullable<BigInt>,
        resent_as -> Nullable<Binary>,
    }
}

diesel::table! {
    outbox (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        kind -> Text,
        to_name -> Text,
        to_address -> Text,
        subject -> Text,
        body_text -> Text,
        body_html -> Nullable<Text>,
        list_id -> Nullable<Text>,
        unsubscribe_url -> Nullable<Text>,
        state -> Text,
        attempts -> Integer,
        run_at -> BigInt,
        lease_until -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
        sent_at -> Nullable<BigInt>,
        card_id -> Nullable<Binary>,
        in_reply_to -> Nullable<Text>,
        last_code -> Nullable<Integer>,
        tried_at -> Nullable<BigInt>,
        offered_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    jobs (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        kind -> Text,
        payload -> Text,
        state -> Text,
        attempts -> Integer,
        run_at -> BigInt,
        lease_until -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    sign_in_tokens (token_hash) {
        organisation_id -> Binary,
        token_hash -> Binary,
        member_id -> Binary,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sessions (token_hash) {
        organisation_id -> Binary,
        token_hash -> Binary,
        member_id -> Binary,
        created_at -> BigInt,
        seen_at -> BigInt,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
        complete_at -> Nullable<BigInt>,
        device -> Text,
        network -> Text,
    }
}

diesel::table! {
    corrections (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        act_id -> Binary,
        card_id -> Nullable<Binary>,
        question -> Nullable<Integer>,
        member_id -> Nullable<Binary>,
        at -> BigInt,
        said -> Text,
        surface -> Text,
        form -> Text,
        agent_id -> Nullable<Binary>,
        was -> Nullable<Text>,
        undone_at -> Nullable<BigInt>,
        undone_act -> Nullable<Binary>,
    }
}

diesel::table! {
    mail_addresses (organisation_id, address) {
        organisation_id -> Binary,
        address -> Text,
        form_id -> Nullable<Binary>,
        agent_id -> Nullable<Binary>,
        created_at -> BigInt,
    }
}

diesel::table! {
    tagging_settings (organisation_id) {
        organisation_id -> Binary,
        tag -> Nullable<Double>,
        complaint -> Nullable<Double>,
        triage -> Nullable<Double>,
        version -> BigInt,
    }
}

diesel::table! {
    mail_separators (organisation_id) {
        organisation_id -> Binary,
        separator -> Text,
    }
}

diesel::table! {
    alias_answers (organisation_id, agent_id, form) {
        organisation_id -> Binary,
        agent_id -> Binary,
        form -> Text,
        alias -> Text,
        accepted -> Bool,
        answered_at -> BigInt,
    }
}

diesel::table! {
    letter_readings (organisation_id, inbound_id) {
        organisation_id -> Binary,
        inbound_id -> Binary,
        code -> Text,
        accepted -> Bool,
        card_id -> Nullable<Binary>,
        team_id -> Nullable<Binary>,
        from_address -> Nullable<Text>,
        from_name -> Nullable<Text>,
        subject -> Text,
        preview -> Text,
        elided -> Text,
        message_id -> Nullable<Text>,
        proof -> Text,
        forwarder -> Nullable<Text>,
        note -> Text,
        unknown_tag -> Nullable<Text>,
        answers_card_id -> Nullable<Binary>,
        files -> Text,
        received_at -> BigInt,
        decided_by -> Nullable<Binary>,
        checks -> Text,
    }
}

diesel::table! {
    disputes (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        card_id -> Binary,
        agent_id -> Binary,
        at -> BigInt,
        reason -> Text,
        decision -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
        decided_by -> Nullable<Binary>,
        decided_act -> Nullable<Binary>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    mailboxes (organisation_id, name) {
        organisation_id -> Binary,
        name -> Text,
        source -> Text,
        uid_validity -> BigInt,
        last_uid -> BigInt,
        holder -> Nullable<Binary>,
        lease_until -> Nullable<BigInt>,
        letters -> BigInt,
        looked_at -> Nullable<BigInt>,
        failures -> Integer,
        failing_since -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        alarmed_at -> Nullable<BigInt>,
        created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    card_letters (organisation_id, card_id, id) {
        organisation_id -> Binary,
        card_id -> Binary,
        id -> Binary,
        direction -> Text,
        address -> Nullable<Text>,
        name -> Nullable<Text>,
        member_id -> Nullable<Binary>,
        text -> Text,
        elided -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    blocked_addresses (organisation_id, address) {
        organisation_id -> Binary,
        address -> Text,
        member_id -> Nullable<Binary>,
        created_at -> BigInt,
    }
}

diesel::table! {
    mailbox_letters (organisation_id, mailbox, uid_validity, uid) {
        organisation_id -> Binary,
        mailbox -> Text,
        uid_validity -> BigInt,
        uid -> BigInt,
        state -> Text,
        once_key -> Nullable<Binary>,
        inbound_id -> Nullable<Binary>,
        size -> BigInt,
        tries -> Integer,
        try_at -> Nullable<BigInt>,
        note -> Nullable<Text>,
        noted_at -> BigInt,
    }
}

diesel::table! {
    suppressions (organisation_id, address) {
        organisation_id -> Binary,
        address -> Text,
        cause -> Text,
        detail -> Text,
        letter_id -> Binary,
        score -> Integer,
        first_at -> BigInt,
        last_at -> BigInt,
        suppressed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    arrival_seals (organisation_id) {
        organisation_id -> Binary,
        sealed_until -> BigInt,
    }
}

diesel::table! {
    second_factors (organisation_id, member_id) {
        organisation_id -> Binary,
        member_id -> Binary,
        secret -> Binary,
        last_step -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    card_care (organisation_id, card_id) {
        organisation_id -> Binary,
        card_id -> Binary,
        about -> Nullable<Text>,
        asked_hash -> Nullable<Binary>,
        asked_at -> Nullable<BigInt>,
        put_right -> Nullable<Text>,
        put_right_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    recovery_codes (organisation_id, member_id, code_hash) {
        organisation_id -> Binary,
        member_id -> Binary,
        code_hash -> Binary,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    attempts (purpose, key, stretch) {
        purpose -> Text,
        key -> Binary,
        stretch -> BigInt,
        count -> BigInt,
    }
}

diesel::table! {
    identity_reads (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        card_id -> Binary,
        member_id -> Binary,
        place -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    card_changes (organisation_id, act_id, card_id) {
        organisation_id -> Binary,
        act_id -> Binary,
        card_id -> Binary,
        member_id -> Binary,
        at -> BigInt,
        was -> Text,
        became -> Text,
        undone_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    work_calendars (organisation_id) {
        organisation_id -> Binary,
        days -> Text,
        opens -> Integer,
        closes -> Integer,
        answer_within -> BigInt,
        holidays -> Text,
    }
}

diesel::table! {
    retention_rules (organisation_id, since) {
        organisation_id -> Binary,
        since -> BigInt,
        contact_days -> Integer,
        apart_days -> Integer,
        card_months -> Integer,
        member_id -> Nullable<Binary>,
    }
}

diesel::table! {
    saved_replies (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        name -> Text,
        language -> Text,
        text -> Text,
        member_id -> Nullable<Binary>,
        changed_at -> BigInt,
    }
}

diesel::table! {
    card_search (seq) {
        seq -> Integer,
        organisation_id -> Binary,
        card_id -> Binary,
    }
}

diesel::table! {
    card_search_waiting (organisation_id, card_id) {
        organisation_id -> Binary,
        card_id -> Binary,
    }
}

diesel::table! {
    themes (organisation_id, number) {
        organisation_id -> Binary,
        number -> Integer,
        name -> Text,
        words -> Text,
        removed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    kept_cards (organisation_id, once_key) {
        organisation_id -> Binary,
        once_key -> Binary,
        content -> Text,
        received_at -> BigInt,
    }
}

diesel::table! {
    card_days (organisation_id, day, id) {
        organisation_id -> Binary,
        day -> BigInt,
        id -> Binary,
        changes -> BigInt,
    }
}

diesel::table! {
    letter_choices (organisation_id, member_id) {
        organisation_id -> Binary,
        member_id -> Binary,
        language -> Nullable<Text>,
        alerts -> Text,
        quiet_from -> Nullable<Integer>,
        quiet_until -> Nullable<Integer>,
        praise -> Bool,
    }
}

diesel::table! {
    letter_stops (organisation_id, member_id, kind) {
        organisation_id -> Binary,
        member_id -> Binary,
        kind -> Text,
        token -> Text,
        was -> Nullable<Text>,
    }
}

diesel::table! {
    mailed_receipts (organisation_id) {
        organisation_id -> Binary,
        since -> BigInt,
    }
}

diesel::table! {
    notices (organisation_id, kind, reader_id, about_id) {
        organisation_id -> Binary,
        kind -> Text,
        reader_id -> Binary,
        about_id -> Binary,
        card_id -> Binary,
        detail -> Text,
        due_at -> BigInt,
        told_at -> Nullable<BigInt>,
        letter_id -> Nullable<Binary>,
    }
}

diesel::table! {
    automatic_letters (organisation_id, address_hash) {
        organisation_id -> Binary,
        address_hash -> Binary,
        sent_at -> BigInt,
    }
}

diesel::table! {
    mail_acts (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        token_hash -> Binary,
        member_id -> Binary,
        card_id -> Binary,
        command -> Text,
        said -> Text,
        was -> Text,
        at -> BigInt,
        undone_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    passkeys (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        member_id -> Binary,
        name -> Text,
        credential -> Binary,
        transports -> Integer,
        fixed -> Binary,
        changing -> Binary,
        created_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    agent_acts (organisation_id, id) {
        organisation_id -> Binary,
        id -> Binary,
        kind -> Text,
        agent_id -> Binary,
        into_id -> Nullable<Binary>,
        member_id -> Nullable<Binary>,
        at -> BigInt,
        version -> BigInt,
        shown -> Text,
        work -> Nullable<Text>,
        was -> Nullable<Text>,
        total -> BigInt,
        done -> BigInt,
        cursor -> Nullable<Binary>,
        finished_at -> Nullable<BigInt>,
        undone_at -> Nullable<BigInt>,
        undone_by -> Nullable<Binary>,
    }
}

diesel::table! {
    member_identities (organisation_id, issuer, subject) {
        organisation_id -> Binary,
        issuer -> Text,
        subject -> Text,
        member_id -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    sign_in_questions (token_hash) {
        token_hash -> Binary,
        purpose -> Text,
        bound -> Binary,
        state -> Binary,
        expires_at -> BigInt,
    }
}

diesel::table! {
    agent_act_cards (organisation_id, act_id, card_id) {
        organisation_id -> Binary,
        act_id -> Binary,
        card_id -> Binary,
        was -> Text,
    }
}

diesel::table! {
    organisation_logos (organisation_id, hash) {
        organisation_id -> Binary,
        hash -> Text,
        bytes -> Binary,
        width -> Integer,
        height -> Integer,
        named -> Bool,
        set_at -> BigInt,
        removed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    hold_rules (organisation_id) {
        organisation_id -> Binary,
        praise_since -> Nullable<BigInt>,
        longest_days -> Integer,
        words -> Text,
        senders -> Text,
    }
}

diesel::table! {
    set_aside (organisation_id, card_id) {
        organisation_id -> Binary,
        card_id -> Binary,
        once_key -> Binary,
        content -> Text,
        reason -> Text,
        kind -> Text,
        team_id -> Nullable<Binary>,
        place -> Nullable<Text>,
        inbound_id -> Nullable<Binary>,
        received_at -> BigInt,
        state -> Text,
        decided_by -> Nullable<Binary>,
        decided_at -> Nullable<BigInt>,
    }
}

// Only tables that stand in one query with others: each pair costs the compiler an impl.
diesel::allow_tables_to_appear_in_same_query!(
    agents,
    candidates,
    card_origins,
    cards,
    forms,
    identity_reads,
    inbound_messages,
    members,
    mentions
);
