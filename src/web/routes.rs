//! Every URL on one page. A GET or HEAD never writes; what changes something is a POST to a noun.

use super::public::{self, card, letter, logo, mail_inbound, put_right, stop, undo};
use super::samples;
use super::session::{account, choices, passkey_sign_in, passkeys, provider, second, sign_in};
use super::{admin, agent, error, manager};
use actix_web::web::{self, ServiceConfig};
use actix_web::{Route, guard};

/// Mounts every page. Needs `web::Data<State>` and the middleware [`super::error::pages`].
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.app_data(web::QueryConfig::default().error_handler(|cause, _| error::of_query(cause).into()));

    // --- for customers
    cfg.service(web::resource("/f/{form}").route(reading().to(card::show)).route(web::post().to(card::take)));
    cfg.service(
        web::resource("/f/{form}/a/{link}")
            .route(reading().to(card::show_for_agent))
            .route(web::post().to(card::take_for_agent)),
    );
    cfg.service(web::resource("/f/{form}/card/{code}").route(reading().to(card::handed_back)));

    cfg.service(web::resource("/logo/{picture}").route(reading().to(logo::show)));

    // --- for whoever reads a letter: the page behind "stop this letter"
    cfg.service(web::resource("/stop/{token}").route(reading().to(stop::show)).route(web::post().to(stop::stop)));
    cfg.service(web::resource("/stop/{token}/undo").route(web::post().to(stop::resume)));

    cfg.service(web::resource("/letter/{token}").route(reading().to(letter::show)));

    // --- for a customer who is asked whether it was put right
    cfg.service(
        web::resource("/put-right/{token}")
            .route(reading().to(put_right::show))
            .route(web::post().to(put_right::answer)),
    );

    // --- for whoever is shown a signed copy of praise
    cfg.service(
        web::resource("/praise/verify")
            .route(reading().to(agent::praise::ask))
            .route(web::post().to(agent::praise::verify)),
    );

    // --- and the pages behind "undo" in a letter that tells what was done by mail
    cfg.service(web::resource("/undo/{token}").route(reading().to(undo::show)).route(web::post().to(undo::undo)));

    // --- for mail services and scripts that hand letters over
    cfg.service(web::resource("/mail/inbound").route(web::post().to(mail_inbound::take)));

    // --- for whoever watches over the service, and for browsers
    cfg.service(web::resource("/healthz").route(reading().to(public::alive)));
    cfg.service(web::resource("/readyz").route(reading().to(public::ready)));
    cfg.service(web::resource("/static/smilecard.css").route(reading().to(public::stylesheet)));
    cfg.service(web::resource("/static/js/{module}").route(reading().to(public::script)));
    cfg.service(web::resource("/static/favicon.svg").route(reading().to(public::file)));
    cfg.service(web::resource("/favicon.ico").route(reading().to(public::file)));

    // --- signing in and out
    cfg.service(web::resource("/sign-in").route(reading().to(sign_in::show)).route(web::post().to(sign_in::ask)));
    cfg.service(web::resource("/sign-in/second").route(reading().to(second::show)).route(web::post().to(second::give)));
    cfg.service(web::resource("/sign-in/second/app").route(web::post().to(second::set_up)));
    cfg.service(web::resource("/sign-in/second/passkey").route(web::post().to(passkey_sign_in::give)));
    cfg.service(web::resource("/sign-in/second/passkey/question").route(web::post().to(passkey_sign_in::ask_second)));
    cfg.service(web::resource("/sign-in/second/passkeys").route(web::post().to(passkey_sign_in::add)));
    cfg.service(web::resource("/sign-in/second/passkeys/question").route(web::post().to(passkey_sign_in::ask_new)));
    cfg.service(web::resource("/sign-in/passkey").route(web::post().to(passkey_sign_in::begin)));
    cfg.service(web::resource("/sign-in/passkey/question").route(web::post().to(passkey_sign_in::ask)));
    // The way back from a provider is the one GET that signs in: a provider sends the browser back by nothing else.
    cfg.service(web::resource("/sign-in/with/{provider}").route(web::get().to(provider::start)));
    cfg.service(web::resource("/sign-in/with/{provider}/callback").route(web::get().to(provider::finish)));
    cfg.service(
        web::resource("/sign-in/{token}").route(reading().to(sign_in::confirm)).route(web::post().to(sign_in::begin)),
    );
    cfg.service(web::resource("/sign-out").route(web::post().to(sign_in::end)));

    // --- everybody's own account
    cfg.service(web::resource("/account").route(reading().to(account::show)));
    cfg.service(web::resource("/account/sessions/end").route(web::post().to(account::end_session)));
    cfg.service(web::resource("/account/sessions/end-others").route(web::post().to(account::end_others)));
    cfg.service(
        web::resource("/account/app").route(reading().to(account::offer)).route(web::post().to(account::set_up)),
    );
    cfg.service(web::resource("/account/app/removal").route(web::post().to(account::remove)));
    cfg.service(web::resource("/account/passkeys").route(web::post().to(passkeys::add)));
    cfg.service(web::resource("/account/passkeys/question").route(web::post().to(passkeys::ask)));
    cfg.service(web::resource("/account/passkeys/{passkey}/name").route(web::post().to(passkeys::rename)));
    cfg.service(web::resource("/account/passkeys/{passkey}/removal").route(web::post().to(passkeys::remove)));
    cfg.service(web::resource("/account/recovery-codes").route(web::post().to(account::renew_codes)));

    // --- which letters somebody gets, and what they look like
    cfg.service(
        web::resource("/account/letters").route(reading().to(choices::show)).route(web::post().to(choices::choose)),
    );
    cfg.service(web::resource("/letter-samples").route(reading().to(samples::show)));
    cfg.service(web::resource("/letter-samples/{language}/{sample}/{part}").route(reading().to(samples::one)));

    // --- everybody's first page
    cfg.service(web::resource("/").route(reading().to(manager::home)));

    // --- an agent's own page
    cfg.service(web::resource("/me").route(reading().to(agent::show)));
    cfg.service(web::resource("/me/names").route(web::post().to(agent::names::answer)));
    cfg.service(web::resource("/me/names/own").route(web::post().to(agent::names::add_own)));
    cfg.service(web::resource("/me/names/own/undo").route(web::post().to(agent::names::remove_own)));
    cfg.service(web::resource("/me/cards/{card}/answer").route(web::post().to(agent::answers::answer)));
    cfg.service(web::resource("/me/praise").route(reading().to(agent::praise::show)));
    cfg.service(web::resource("/me/praise.json").route(reading().to(agent::praise::file)));
    cfg.service(web::resource("/me/names/undo").route(web::post().to(agent::names::take_back)));
    cfg.service(web::resource("/me/cards/{card}/thanks").route(web::post().to(agent::thanks::say)));
    cfg.service(web::resource("/me/letters").route(web::post().to(agent::thanks::choose)));
    cfg.service(web::resource("/me/cards/{card}/not-me").route(web::post().to(agent::not_me::say)));

    // --- setting the organisation up
    cfg.service(web::resource("/first-steps").route(reading().to(admin::first_steps::show)));
    cfg.service(
        web::resource("/settings")
            .route(reading().to(admin::organisation::show))
            .route(web::post().to(admin::organisation::save)),
    );
    cfg.service(
        web::resource("/settings/members")
            .route(reading().to(admin::members::show))
            .route(web::post().to(admin::members::invite)),
    );
    cfg.service(web::resource("/settings/members/{member}").route(reading().to(admin::members::one)));
    cfg.service(web::resource("/settings/members/{member}/role").route(web::post().to(admin::members::set_role)));
    cfg.service(web::resource("/settings/members/{member}/disabled").route(web::post().to(admin::members::disable)));
    cfg.service(
        web::resource("/settings/members/{member}/disabled/undo").route(web::post().to(admin::members::enable)),
    );
    cfg.service(
        web::resource("/settings/members/{member}/second-step/removal")
            .route(web::post().to(admin::members::reset_second)),
    );
    cfg.service(
        web::resource("/settings/teams")
            .route(reading().to(admin::teams::show))
            .route(web::post().to(admin::teams::add)),
    );
    cfg.service(web::resource("/settings/teams/{team}/name").route(web::post().to(admin::teams::rename)));
    cfg.service(
        web::resource("/settings/staff")
            .route(reading().to(admin::staff::show))
            .route(web::post().to(admin::staff::take)),
    );
    cfg.service(web::resource("/settings/staff/preview").route(web::post().to(admin::staff::preview)));
    cfg.service(web::resource("/settings/staff.csv").route(reading().to(admin::staff::file)));
    cfg.service(
        web::resource("/settings/staff/new")
            .route(reading().to(admin::agents::blank))
            .route(web::post().to(admin::agents::add)),
    );
    cfg.service(web::resource("/settings/staff/acts").route(reading().to(admin::acts::show)));
    cfg.service(web::resource("/settings/staff/acts/{act}/undo").route(web::post().to(admin::acts::undo)));
    cfg.service(
        web::resource("/settings/staff/{agent}")
            .route(reading().to(admin::agents::show))
            .route(web::post().to(admin::agents::change)),
    );
    cfg.service(web::resource("/settings/staff/{agent}/names").route(web::post().to(admin::agents::add_name)));
    cfg.service(
        web::resource("/settings/staff/{agent}/names/removal").route(web::post().to(admin::agents::remove_name)),
    );
    cfg.service(
        web::resource("/settings/staff/{agent}/merge")
            .route(reading().to(admin::acts::choose))
            .route(web::post().to(admin::acts::merge)),
    );
    cfg.service(web::resource("/settings/staff/{agent}/leaving").route(reading().to(admin::leaving::show)));
    cfg.service(web::resource("/settings/staff/{agent}/archive").route(web::post().to(admin::leaving::archive)));
    cfg.service(
        web::resource("/settings/staff/{agent}/archive/undo").route(web::post().to(admin::leaving::bring_back)),
    );
    cfg.service(web::resource("/settings/staff/{agent}/stand-in").route(web::post().to(admin::leaving::replace)));
    cfg.service(web::resource("/settings/staff/{agent}/erasure").route(web::post().to(admin::leaving::erase)));

    cfg.service(
        web::resource("/settings/forms")
            .route(reading().to(admin::forms::show))
            .route(web::post().to(admin::forms::add)),
    );
    cfg.service(web::resource("/settings/forms/new").route(reading().to(admin::forms::new)));
    cfg.service(web::resource("/settings/forms/preview").route(web::post().to(admin::forms::preview)));
    cfg.service(
        web::resource("/settings/forms/{form}")
            .route(reading().to(admin::forms::one))
            .route(web::post().to(admin::forms::change)),
    );
    cfg.service(web::resource("/settings/forms/{form}/closed").route(web::post().to(admin::forms::close)));
    cfg.service(web::resource("/settings/forms/{form}/closed/undo").route(web::post().to(admin::forms::open)));

    cfg.service(
        web::resource("/settings/hours")
            .route(reading().to(admin::hours::show))
            .route(web::post().to(admin::hours::save)),
    );
    cfg.service(
        web::resource("/settings/keeping")
            .route(reading().to(admin::keeping::show))
            .route(web::post().to(admin::keeping::save)),
    );
    cfg.service(
        web::resource("/settings/mail").route(reading().to(admin::mail::show)).route(web::post().to(admin::mail::add)),
    );
    cfg.service(
        web::resource("/settings/held").route(reading().to(admin::held::show)).route(web::post().to(admin::held::save)),
    );
    cfg.service(web::resource("/settings/held/looks").route(web::post().to(admin::held::save_looks)));
    cfg.service(web::resource("/settings/logo").route(web::post().to(admin::logo::choose)));
    cfg.service(web::resource("/settings/logo/removal").route(web::post().to(admin::logo::remove)));
    cfg.service(web::resource("/settings/logo/removal/undo").route(web::post().to(admin::logo::put_back)));
    cfg.service(web::resource("/settings/mail/removal").route(web::post().to(admin::mail::remove)));
    cfg.service(web::resource("/settings/mail/separator").route(web::post().to(admin::mail::separate)));
    cfg.service(web::resource("/settings/mail/receipts").route(web::post().to(admin::mail::receipts)));

    // --- for auditors: who read whose identity
    cfg.service(web::resource("/reads").route(reading().to(admin::reads::show)));

    // --- the inbox and its cards
    cfg.service(web::resource("/inbox").route(reading().to(manager::inbox::show)));
    cfg.service(web::resource("/inbox/counts").route(reading().to(manager::inbox::counts)));
    cfg.service(web::resource("/inbox/changes").route(web::post().to(manager::bulk::press)));
    cfg.service(web::resource("/inbox/looks").route(reading().to(manager::looks::show)));
    cfg.service(web::resource("/inbox/looks/{look}/card").route(web::post().to(manager::looks::accept)));
    cfg.service(web::resource("/inbox/looks/{look}/card/undo").route(web::post().to(manager::looks::take_back)));
    cfg.service(web::resource("/inbox/looks/{look}/spam").route(web::post().to(manager::looks::spam)));
    cfg.service(web::resource("/inbox/looks/{look}/spam/undo").route(web::post().to(manager::looks::not_spam)));
    cfg.service(web::resource("/cards/{card}").route(reading().to(manager::card::show)));
    cfg.service(web::resource("/cards/{card}/do/{action}").route(reading().to(manager::tap::show)));
    cfg.service(web::resource("/cards/{card}/owner").route(web::post().to(manager::changes::own)));
    cfg.service(web::resource("/cards/{card}/seen").route(web::post().to(manager::changes::seen)));
    cfg.service(web::resource("/cards/{card}/notes").route(web::post().to(manager::changes::note)));
    cfg.service(web::resource("/cards/{card}/about").route(web::post().to(manager::changes::set_about)));
    cfg.service(web::resource("/changes/{act}/undo").route(web::post().to(manager::changes::undo)));
    cfg.service(web::resource("/cards/{card}/answer").route(web::post().to(manager::changes::answered)));
    cfg.service(web::resource("/cards/{card}/kind").route(web::post().to(manager::changes::set_kind)));
    cfg.service(web::resource("/cards/{card}/release").route(web::post().to(manager::release::release)));
    cfg.service(web::resource("/cards/{card}/release/undo").route(web::post().to(manager::release::withhold)));
    cfg.service(web::resource("/cards/{card}/closure").route(web::post().to(manager::closure::close)));
    cfg.service(web::resource("/cards/{card}/closure/undo").route(web::post().to(manager::closure::reopen)));
    cfg.service(web::resource("/cards/{card}/letters").route(web::post().to(manager::letters::write)));
    cfg.service(web::resource("/cards/{card}/letters/{letter}/raw").route(reading().to(manager::letters::raw)));
    cfg.service(
        web::resource("/cards/{card}/letters/{letter}/files/{place}").route(reading().to(manager::letters::file)),
    );
    cfg.service(web::resource("/cards/{card}/triage/{question}").route(web::post().to(manager::triage::decide)));
    cfg.service(web::resource("/cards/{card}/triage/{question}/undo").route(web::post().to(manager::triage::undo)));
    cfg.service(web::resource("/cards/{card}/people").route(reading().to(manager::people::show)));
    cfg.service(web::resource("/cards/{card}/mentions").route(web::post().to(manager::tags::add)));
    cfg.service(web::resource("/cards/{card}/mentions/{agent}/removal").route(web::post().to(manager::tags::remove)));
    cfg.service(web::resource("/cards/{card}/mentions/{agent}/move").route(web::post().to(manager::tags::change)));
    cfg.service(
        web::resource("/cards/{card}/mentions/{agent}/polarity").route(web::post().to(manager::tags::set_polarity)),
    );
    cfg.service(web::resource("/cards/{card}/decisions/{act}/undo").route(web::post().to(manager::tags::undo)));
    cfg.service(web::resource("/cards/{card}/not-me/{dispute}").route(web::post().to(manager::not_me::decide)));

    // --- answers that are written often
    cfg.service(
        web::resource("/replies")
            .route(reading().to(manager::replies::show))
            .route(web::post().to(manager::replies::add)),
    );
    cfg.service(web::resource("/replies/{reply}").route(web::post().to(manager::replies::change)));
    cfg.service(web::resource("/replies/{reply}/removal").route(web::post().to(manager::replies::remove)));

    // --- the letters: when they come, what was sent, and the cards behind their figures
    cfg.service(
        web::resource("/letters")
            .route(reading().to(manager::subscriptions::show))
            .route(web::post().to(manager::subscriptions::begin)),
    );
    cfg.service(web::resource("/letters/sent/{digest}").route(reading().to(manager::subscriptions::sent)));
    cfg.service(web::resource("/letters/{letter}").route(web::post().to(manager::subscriptions::change)));
    cfg.service(web::resource("/letters/{letter}/stop").route(web::post().to(manager::subscriptions::stop)));
    cfg.service(web::resource("/letters/{letter}/stop/undo").route(web::post().to(manager::subscriptions::resume)));
    cfg.service(web::resource("/told/{window}").route(reading().to(manager::told::show)));

    // --- twelve weeks in figures
    cfg.service(web::resource("/report").route(reading().to(manager::report::show)));
    cfg.service(web::resource("/report.csv").route(reading().to(manager::report::csv)));
    cfg.service(web::resource("/report.xlsx").route(reading().to(manager::report::xlsx)));
    cfg.service(
        web::resource("/report/themes")
            .route(reading().to(manager::themes::show))
            .route(web::post().to(manager::themes::add)),
    );
    cfg.service(web::resource("/report/themes/start").route(web::post().to(manager::themes::start_again)));
    cfg.service(web::resource("/report/themes/{number}").route(web::post().to(manager::themes::change)));
    cfg.service(web::resource("/report/themes/{number}/removal").route(web::post().to(manager::themes::remove)));
    cfg.service(web::resource("/report/themes/{number}/removal/undo").route(web::post().to(manager::themes::put_back)));

    // --- the addresses that customers leave their cards at
    cfg.service(web::resource("/links").route(reading().to(manager::links::show)));
    cfg.service(web::resource("/links/poster").route(reading().to(manager::links::poster)));
    cfg.service(web::resource("/links/qr.svg").route(reading().to(manager::links::svg)));
    cfg.service(web::resource("/links/qr.png").route(reading().to(manager::links::png)));
    cfg.service(web::resource("/links/{agent}/replacement").route(web::post().to(manager::links::replace)));

    // --- what was learnt
    cfg.service(web::resource("/learnt").route(reading().to(manager::learnt::show)));
    cfg.service(web::resource("/learnt/removal").route(web::post().to(manager::learnt::forget)));
    cfg.service(web::resource("/learnt/removals/{act}/undo").route(web::post().to(manager::learnt::remember)));
    cfg.service(web::resource("/learnt/names").route(web::post().to(manager::learnt::add_alias)));
    cfg.service(web::resource("/learnt/names/removal").route(web::post().to(manager::learnt::remove_alias)));
    cfg.service(web::resource("/learnt/caution").route(web::post().to(manager::learnt::set_caution)));

    // --- what came by mail and is no card
    cfg.service(web::resource("/not-accepted").route(reading().to(manager::not_accepted::show)));
    cfg.service(web::resource("/not-accepted/{letter}/raw").route(reading().to(manager::not_accepted::raw)));
    cfg.service(web::resource("/not-accepted/{letter}/card").route(web::post().to(manager::not_accepted::make_card)));
    cfg.service(
        web::resource("/not-accepted/{letter}/card/undo").route(web::post().to(manager::not_accepted::unmake_card)),
    );
    cfg.service(web::resource("/not-accepted/{letter}/block").route(web::post().to(manager::not_accepted::block)));
    cfg.service(
        web::resource("/not-accepted/{letter}/block/undo").route(web::post().to(manager::not_accepted::unblock_sender)),
    );
    // --- letters that could not be sent
    cfg.service(web::resource("/outbox").route(reading().to(manager::outbox::show)));
    cfg.service(web::resource("/outbox/{letter}/again").route(web::post().to(manager::outbox::again)));
    cfg.service(web::resource("/outbox/{letter}/drop").route(web::post().to(manager::outbox::drop_letter)));
    cfg.service(web::resource("/outbox/{letter}/drop/undo").route(web::post().to(manager::outbox::undrop)));

    // --- addresses from which nothing is read
    cfg.service(web::resource("/blocked").route(reading().to(manager::not_accepted::blocked)));
    cfg.service(web::resource("/blocked/undo").route(web::post().to(manager::not_accepted::unblock)));
}

/// GET, and HEAD for those who only ask whether it is there.
fn reading() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}
